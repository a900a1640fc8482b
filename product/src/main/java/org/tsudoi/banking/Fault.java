package org.tsudoi.banking;

/// One thing that is wrong with a file, said so that whoever made it finds the place. It never quotes the
/// file: a field may hold somebody's name.
///
/// @param line of a Zengin file the number of the record, of XML the line; from 1, and 0 for the whole file
/// @param position of a Zengin file the byte within the record, of XML the column; from 1, and 0 for all of
///         the line
/// @param field as its standard calls it: `金額`, `Ntry/Amt`; empty where it is no matter of a field
public record Fault(int line, int position, String field, FaultReason reason) {
    public static Fault ofTheWhole(FaultReason reason) {
        return new Fault(0, 0, "", reason);
    }
}
