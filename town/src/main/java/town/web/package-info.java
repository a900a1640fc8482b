/// Town's own pages: how every page is rendered and in which language, the front page, the clock and the reset.
@NullMarked
package town.web;

import org.jspecify.annotations.NullMarked;
