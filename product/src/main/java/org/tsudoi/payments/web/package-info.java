/// Where payment providers reach us.
@NullMarked
package org.tsudoi.payments.web;

import org.jspecify.annotations.NullMarked;
