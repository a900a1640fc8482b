/// The agent that collects for others what stores take on payment slips (払込票), and the till where a slip is paid: cash
/// over the counter, and files that tell of it.
@NullMarked
package town.agent;

import org.jspecify.annotations.NullMarked;
