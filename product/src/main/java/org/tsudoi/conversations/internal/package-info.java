/// How conversations are kept, noted in and forgotten.
@NullMarked
package org.tsudoi.conversations.internal;

import org.jspecify.annotations.NullMarked;
