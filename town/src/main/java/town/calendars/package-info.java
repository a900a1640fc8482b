/// A calendar service as people use one: each account has a secret address at which its calendar can be
/// read as a file.
@NullMarked
package town.calendars;

import org.jspecify.annotations.NullMarked;
