@NullMarked
package org.tsudoi.bench;

import org.jspecify.annotations.NullMarked;
