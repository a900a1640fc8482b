/// How meetings are planned and people are let in.
@NullMarked
package org.tsudoi.meetings.internal;

import org.jspecify.annotations.NullMarked;
