@NullMarked
package org.tsudoi.memberplaces.internal;

import org.jspecify.annotations.NullMarked;
