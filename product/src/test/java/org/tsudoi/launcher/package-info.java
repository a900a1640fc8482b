/// The launcher `./tsudoi`: what it says when something is in its way.
@NullMarked
package org.tsudoi.launcher;

import org.jspecify.annotations.NullMarked;
