/// How questions and answers are kept.
@NullMarked
package org.tsudoi.questions.internal;

import org.jspecify.annotations.NullMarked;
