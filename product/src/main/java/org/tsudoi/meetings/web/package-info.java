/// Where meeting providers reach us.
@NullMarked
package org.tsudoi.meetings.web;

import org.jspecify.annotations.NullMarked;
