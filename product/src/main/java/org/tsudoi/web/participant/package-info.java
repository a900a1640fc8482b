/// Pages of people who find, buy, get in and cancel.
@NullMarked
package org.tsudoi.web.participant;

import org.jspecify.annotations.NullMarked;
