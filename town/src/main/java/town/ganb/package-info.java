/// A bank on the net (GMO Aozora Net Bank) as its corporate API shows it: tokens, virtual accounts (振込入金口座) and what
/// came to them. Money is sent to them at the transfer machine of the bank next door.
@NullMarked
package town.ganb;

import org.jspecify.annotations.NullMarked;
