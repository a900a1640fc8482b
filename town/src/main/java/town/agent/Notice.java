package town.agent;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One line of a file. What it says never changes, the day it was written included, so that whoever fetches a file
/// again finds the same bytes.
///
/// @param paidOut the day the agent sends the money on; null where it is not known yet
record Notice(
        Kind kind,
        Receipt receipt,
        LocalDate writtenOn,
        @Nullable LocalDate paidOut) {
    /// 種別
    enum Kind {
        /// 速報
        QUICK("01"),
        /// 確定
        CONFIRMED("02"),
        /// 速報取消
        TAKEN_BACK("03");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
