package org.tsudoi.meetings.bigbluebutton;

import org.tsudoi.meetings.bigbluebutton.BigBlueButtonClient.Reply;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Examination;

/// Whether the server answers and takes the secret: it is asked about a meeting that there is not.
final class BigBlueButtonExamination implements Examination {
    private static final String NO_MEETING = "tsudoi-doctor";

    private final BigBlueButtonClient client;

    BigBlueButtonExamination(BigBlueButtonClient client) {
        this.client = client;
    }

    @Override
    public String subject() {
        return "BigBlueButton";
    }

    @Override
    public String finding() {
        return switch (client.call(BigBlueButtonAdapter.info(NO_MEETING))) {
            case Reply.Done _ -> "answers, and takes the secret";
            case Reply.Denied denied when denied.isOfNone() -> "answers, and takes the secret";
            case Reply.Denied(var key) ->
                throw new CannotStart(
                        "BigBlueButton refuses (" + key + "): compare TSUDOI_BBB_URL and TSUDOI_BBB_SECRET"
                                + " with what `bbb-conf --secret` says on the server");
            case Reply.Unclear(var why) -> throw away(why);
            case Reply.Silent(var why) -> throw away(why);
        };
    }

    private static CannotStart away(String why) {
        return new CannotStart("BigBlueButton does not answer (" + why + "): look whether TSUDOI_BBB_URL is its"
                + " address, and whether the server is up");
    }
}
