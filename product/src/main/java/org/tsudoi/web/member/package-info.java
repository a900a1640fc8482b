/// What everybody does about themselves: signing in and up, the account, becoming an organiser.
@NullMarked
package org.tsudoi.web.member;

import org.jspecify.annotations.NullMarked;
