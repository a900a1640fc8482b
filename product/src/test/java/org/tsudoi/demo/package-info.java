/// The demonstration, lived in a few days less.
@NullMarked
package org.tsudoi.demo;

import org.jspecify.annotations.NullMarked;
