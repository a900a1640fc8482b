/// A bank in Japan: a counter where anybody transfers money to the one account it has, and the files by which it tells
/// that account's owner what came (全銀, 振込入金通知 and 入出金取引明細), and which take transfers from it (総合振込). What is
/// sent to an account whose number ends in 9 comes back (組戻し), unless all of a file was sent in one sum.
@NullMarked
package town.bank;

import org.jspecify.annotations.NullMarked;
