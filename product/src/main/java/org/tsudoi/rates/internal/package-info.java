@NullMarked
package org.tsudoi.rates.internal;

import org.jspecify.annotations.NullMarked;
