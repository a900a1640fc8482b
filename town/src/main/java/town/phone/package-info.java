/// The phone in everybody's pocket: a page to read the mails that came to Town.
@NullMarked
package town.phone;

import org.jspecify.annotations.NullMarked;
