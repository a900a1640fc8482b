/// Charts drawn on the server as SVG, each with the same figures as a table behind it.
@NullMarked
package org.tsudoi.web.chart;

import org.jspecify.annotations.NullMarked;
