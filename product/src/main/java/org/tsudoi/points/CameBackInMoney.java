package org.tsudoi.points;

import org.tsudoi.ledger.AccountCode;

/// Points came back whose lot is over and never lives on: their yen stand on `owedBack` for whoever paid for them.
/// Published inside the transaction that stores it.
///
/// @param step names it within the lot
public record CameBackInMoney(PointLot lot, long points, String step) {
    /// Where money stands that is to go back to somebody instead of points.
    public static final AccountCode OWED_BACK = AccountCode.of("operator", "points-owed-back", "JPY");
}
