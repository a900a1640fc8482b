/// The mail of everybody in Town: a real SMTP server that takes every letter, and the inbox it keeps them in.
@NullMarked
package town.mail;

import org.jspecify.annotations.NullMarked;
