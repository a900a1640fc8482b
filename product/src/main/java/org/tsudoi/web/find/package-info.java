/// Pages of finding: the search, people who lead something, and what points pay.
@NullMarked
package org.tsudoi.web.find;

import org.jspecify.annotations.NullMarked;
