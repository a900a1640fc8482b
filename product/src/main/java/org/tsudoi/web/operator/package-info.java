/// Pages of whoever runs the instance: the books, payments, the outbox, meetings.
@NullMarked
package org.tsudoi.web.operator;

import org.jspecify.annotations.NullMarked;
