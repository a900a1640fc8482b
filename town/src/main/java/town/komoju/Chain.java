package town.komoju;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A chain of convenience stores, and what its terminal asks for. How long the numbers are differs from one payment
/// company to the next; these are the usual ones.
public enum Chain {
    SEVEN_ELEVEN("セブン-イレブン", 13, Second.NONE),
    LAWSON("ローソン", 11, Second.CONFIRMATION),
    /// 第1番号 and 第2番号 at its machine.
    FAMILY_MART("ファミリーマート", 12, Second.CONFIRMATION),
    MINISTOP("ミニストップ", 11, Second.CONFIRMATION),
    DAILY_YAMAZAKI("デイリーヤマザキ", 11, Second.NONE),
    SEICOMART("セイコーマート", 11, Second.PHONE);

    /// What is asked besides the receipt number.
    enum Second {
        NONE,
        /// Six digits, other for each payment.
        CONFIRMATION,
        /// The customer's phone number, when KOMOJU was given one.
        PHONE
    }

    private final String ownName;
    private final int receiptDigits;
    private final Second second;

    Chain(String ownName, int receiptDigits, Second second) {
        this.ownName = ownName;
        this.receiptDigits = receiptDigits;
        this.second = second;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String ownName() {
        return ownName;
    }

    int receiptDigits() {
        return receiptDigits;
    }

    Second second() {
        return second;
    }

    public boolean asksTwo() {
        return second != Second.NONE;
    }

    @JsonCreator
    static Chain ofWord(String word) {
        return of(word).orElseThrow(() -> new IllegalArgumentException(word));
    }

    static Optional<Chain> of(String word) {
        return Arrays.stream(values())
                .filter(chain -> chain.word().equals(word))
                .findFirst();
    }
}
