/// PayPay: codes, payments and refunds of the Open Payment API, unsigned news, the page of the app, and an overview.
@NullMarked
package town.paypay;

import org.jspecify.annotations.NullMarked;
