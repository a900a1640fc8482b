package org.tsudoi.web.chart;

/// How full an event is: taken, held by somebody who is paying right now, still free.
public record SeatsFilled(int taken, int held, int capacity) {
    public static final int WIDTH = 100;

    public int free() {
        return Math.max(0, capacity - taken - held);
    }

    public String takenWidth() {
        return width(taken);
    }

    public String heldWidth() {
        return width(held);
    }

    private String width(int seats) {
        return Drawing.number(Drawing.share(seats, capacity) * WIDTH);
    }
}
