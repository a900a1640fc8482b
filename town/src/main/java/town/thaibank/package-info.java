/// A bank in Thailand, as the owner of an account there meets it: it takes transfers as pain.001 and tells what became
/// of
/// them as pain.002 (ISO 20022). An account to which it pays whose number ends in 9 is closed (AC04); one that ends in
/// 8
/// does not exist (AC01).
@NullMarked
package town.thaibank;

import org.jspecify.annotations.NullMarked;
