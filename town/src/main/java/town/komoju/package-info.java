/// KOMOJU as its API, its hosted page and its webhooks show it, and the convenience stores where its numbers are paid.
@NullMarked
package town.komoju;

import org.jspecify.annotations.NullMarked;
