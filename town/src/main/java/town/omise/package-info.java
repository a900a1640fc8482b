/// Omise as its API, its bank pages and its webhooks show it, and the bank's app in which Thai QR codes are paid.
@NullMarked
package town.omise;

import org.jspecify.annotations.NullMarked;
