/// The National Tax Agency of Japan: its register of those who issue qualified invoices (適格請求書発行事業者公表サイト), as its
/// Web-API tells of it.
@NullMarked
package town.nta;

import org.jspecify.annotations.NullMarked;
