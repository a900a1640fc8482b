/// How stages, guidelines and decisions about members are kept.
@NullMarked
package org.tsudoi.stages.internal;

import org.jspecify.annotations.NullMarked;
