package org.tsudoi.members.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;

/// Which browsers a member has signed in from.
@Component
class BrowserTable {
    private final JdbcClient jdbc;

    BrowserTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean any(MemberId member) {
        return jdbc.sql("select exists (select from member_browser where member_id = :member)")
                .param("member", member.value())
                .query(Boolean.class)
                .single();
    }

    Map<MemberId, Set<String>> since(Collection<MemberId> members, Instant moment) {
        var browsers = new HashMap<MemberId, Set<String>>();
        if (members.isEmpty()) return browsers;
        jdbc.sql("""
                        select member_id, browser_hash from member_browser
                        where member_id = any(:members) and last_at >= :moment""")
                .param("moment", Rows.column(moment))
                .param("members", members.stream().map(MemberId::value).toArray(UUID[]::new))
                .query(row -> {
                    browsers.computeIfAbsent(new MemberId(Rows.uuid(row, "member_id")), _ -> new HashSet<>())
                            .add(HexFormat.of().formatHex(row.getBytes("browser_hash")));
                });
        return browsers;
    }

    /// True when this browser is new to the member.
    boolean remember(MemberId member, byte[] browserHash, Instant at) {
        boolean known = jdbc.sql("""
                        update member_browser set last_at = :at where member_id = :member and browser_hash = :browser
                        """)
                        .param("at", Rows.column(at))
                        .param("member", member.value())
                        .param("browser", browserHash)
                        .update()
                == 1;
        return !known
                && jdbc.sql("""
                        insert into member_browser (member_id, browser_hash, first_at, last_at)
                        values (:member, :browser, :at, :at)
                        on conflict (member_id, browser_hash) do nothing
                        """)
                                .param("member", member.value())
                                .param("browser", browserHash)
                                .param("at", Rows.column(at))
                                .update()
                        == 1;
    }

    void deleteBefore(Instant moment) {
        jdbc.sql("delete from member_browser where last_at < :moment")
                .param("moment", Rows.column(moment))
                .update();
    }
}
