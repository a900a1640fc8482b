package org.tsudoi.banking.zengin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;

/// Cuts a file into its records. All of them are followed by CRLF, or none is; the last one as it likes. One
/// 0x1A after the end, a mark of old disks, is passed over. Anything else that is not a record is a fault,
/// and nothing after a fault is understood.
final class Frames {
    /// A hundred thousand movements; in bytes.
    static final int FILE_MAX = 24 * 1024 * 1024;

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final byte END_OF_DISK_FILE = 0x1A;
    private static final int ONE_IN_EBCDIC = 0xF1;

    private final byte[] file;
    private final int length;
    private final int end;
    private final boolean lines;
    private final Faults faults;

    private Frames(byte[] file, int length, Faults faults) {
        this.file = file;
        this.length = length;
        this.faults = faults;
        this.end = withoutTail(file);
        this.lines = lineEnd(0, end) >= 0;
    }

    /// With a fault the list is of no use.
    ///
    /// @param kinds that are read: another one is told of first, as its records may have another length
    static List<RawRecord> cut(byte[] file, int length, Set<String> kinds, Faults faults) {
        if (file.length > FILE_MAX) {
            faults.addOfTheWhole(FaultReason.TOO_LARGE);
            return List.of();
        }
        var frames = new Frames(file, length, faults);
        if (frames.end == 0) {
            faults.addOfTheWhole(FaultReason.EMPTY);
            return List.of();
        }
        if ((file[0] & 0xFF) == ONE_IN_EBCDIC) {
            faults.add(1, 1, Groups.TYPE, FaultReason.EBCDIC);
            return List.of();
        }
        if (file[0] == '1' && frames.end > 2 && !kinds.contains(new RawRecord(1, file).text(2, 2))) {
            faults.add(1, 2, Groups.KIND, FaultReason.KIND);
            return List.of();
        }
        return frames.records();
    }

    private List<RawRecord> records() {
        var records = new ArrayList<RawRecord>();
        int at = 0;
        while (at < end) {
            int line = records.size() + 1;
            if (!isWhole(at, line, records)) return List.of();
            records.add(new RawRecord(line, Arrays.copyOfRange(file, at, at + length)));
            at += length;
            if (at < end && !isFollowedRightly(at, line)) return List.of();
            if (lines && at < end) at += 2;
        }
        return records;
    }

    private boolean isWhole(int at, int line, List<RawRecord> before) {
        for (int i = at; i < Math.min(at + length, end); i++) {
            if (file[i] == CR || file[i] == LF) {
                int position = i - at + 1;
                faults.add(line, position, "", isLineEnd(i) ? FaultReason.RECORD_CUT : alone(i));
                return false;
            }
        }
        if (at + length <= end) return true;
        if (!before.isEmpty() && before.getLast().type() == '9') {
            faults.add(line, 1, "", FaultReason.AFTER_THE_END);
        } else {
            faults.add(line, end - at + 1, "", FaultReason.RECORD_CUT);
        }
        return false;
    }

    private boolean isFollowedRightly(int at, int line) {
        if (isLineEnd(at)) return true;
        if (file[at] == CR || file[at] == LF) {
            faults.add(line, length + 1, "", alone(at));
            return false;
        }
        if (lines) faults.add(line, length + 1, "", FaultReason.RECORD_TOO_LONG);
        return !lines;
    }

    private FaultReason alone(int at) {
        return file[at] == CR ? FaultReason.CARRIAGE_RETURN_ALONE : FaultReason.LINE_FEED_ALONE;
    }

    private boolean isLineEnd(int at) {
        return at + 1 < file.length && file[at] == CR && file[at + 1] == LF;
    }

    private int lineEnd(int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (isLineEnd(i)) return i;
        }
        return -1;
    }

    private static int withoutTail(byte[] file) {
        int end = withoutLineEnd(file, file.length);
        if (end > 0 && file[end - 1] == END_OF_DISK_FILE) end = withoutLineEnd(file, end - 1);
        return end;
    }

    private static int withoutLineEnd(byte[] file, int end) {
        return end >= 2 && file[end - 2] == CR && file[end - 1] == LF ? end - 2 : end;
    }
}
