/// Refusals and faults, as a page in the reader's language or as RFC 9457 JSON for programs.
@NullMarked
package org.tsudoi.web.errors;

import org.jspecify.annotations.NullMarked;
