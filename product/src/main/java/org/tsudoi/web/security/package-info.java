/// Who may ask for what: the table of routes, sessions, sign-in and the one security configuration.
@NullMarked
package org.tsudoi.web.security;

import org.jspecify.annotations.NullMarked;
