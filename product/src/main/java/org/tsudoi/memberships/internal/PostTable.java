package org.tsudoi.memberships.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostFileId;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts.Download;
import org.tsudoi.memberships.Posts.Upload;
import org.tsudoi.memberships.Posts.Wish;

/// Rows of `monthly_post` and `monthly_post_file`.
@Component
class PostTable {
    private final JdbcClient jdbc;

    PostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False when there is one with this id.
    boolean insert(Wish wish, Instant now) {
        return jdbc.sql("""
                        insert into monthly_post (id, plan, title, body, posted_by, posted_at)
                        values (:id, :plan, :title, :body, :by, :now)
                        on conflict (id) do nothing
                        """)
                        .param("id", wish.id().value())
                        .param("plan", wish.plan().value())
                        .param("title", wish.title())
                        .param("body", wish.body())
                        .param("by", wish.by().value())
                        .param("now", Columns.of(now))
                        .update()
                == 1;
    }

    void insert(PostFileId id, PostId post, int position, Upload upload) {
        jdbc.sql("""
                        insert into monthly_post_file (id, post, position, name, bytes) values (:id, :post, :position, :name, :bytes)
                        """)
                .param("id", id.value())
                .param("post", post.value())
                .param("position", position)
                .param("name", upload.name())
                .param("bytes", upload.bytes())
                .update();
    }

    Optional<Post> find(PostId id) {
        return read("where id = :id", id.value(), 1).stream().findFirst();
    }

    List<Post> of(MonthlyPlanId plan, int max) {
        return read(
                "where plan = :id and removed_at is null order by posted_at desc, id limit :max", plan.value(), max);
    }

    Optional<Post> shown(MonthlyPlanId plan, PostId id) {
        return find(id).filter(it -> it.plan().equals(plan))
                .filter(it -> jdbc.sql("select exists (select from monthly_post where id = :id and removed_at is null)")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single());
    }

    boolean word(MonthlyPlanId plan, PostId post, String title, String body, MemberId by, Instant now) {
        return jdbc.sql("""
                        insert into monthly_post_wording (post, title, body, written_by, written_at)
                        select id, :title, :body, :by, :now from monthly_post
                        where id = :post and plan = :plan and removed_at is null""")
                        .param("title", title)
                        .param("body", body)
                        .param("by", by.value())
                        .param("now", Columns.of(now))
                        .param("post", post.value())
                        .param("plan", plan.value())
                        .update()
                == 1;
    }

    private List<Post> read(String which, UUID id, int max) {
        var rows = jdbc.sql("""
                        select id, plan, coalesce(w.title, p.title) as title, coalesce(w.body, p.body) as body, posted_by, posted_at,
                               w.written_at
                        from monthly_post p
                            left join lateral (
                                select title, body, written_at from monthly_post_wording where post = p.id order by id desc limit 1
                            ) w on true
                        """ + which)
                .param("id", id)
                .param("max", max)
                .query((row, _) -> post(row, List.of()))
                .list();
        var files = files(rows);
        return rows.stream()
                .map(it -> new Post(
                        it.id(),
                        it.plan(),
                        it.title(),
                        it.body(),
                        it.by(),
                        it.postedAt(),
                        it.wordedAt(),
                        files.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private record FileOf(PostId post, Post.File file) {}

    private Map<PostId, List<Post.File>> files(List<Post> posts) {
        return jdbc
                .sql("""
                        select id, post, name, octet_length(bytes) as size from monthly_post_file
                        where post = any(:posts) order by post, position
                        """)
                .param("posts", posts.stream().map(it -> it.id().value()).toArray(UUID[]::new))
                .query((row, _) -> new FileOf(
                        new PostId(Columns.uuid(row, "post")),
                        new Post.File(
                                new PostFileId(Columns.uuid(row, "id")),
                                Columns.text(row, "name"),
                                row.getInt("size"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(FileOf::post, Collectors.mapping(FileOf::file, Collectors.toList())));
    }

    Optional<Download> file(MonthlyPlanId plan, PostFileId id) {
        return jdbc.sql("""
                        select f.name, f.bytes from monthly_post_file f join monthly_post p on p.id = f.post
                        where f.id = :id and p.plan = :plan and p.removed_at is null
                        """)
                .param("id", id.value())
                .param("plan", plan.value())
                .query((row, _) -> new Download(Columns.text(row, "name"), row.getBytes("bytes")))
                .optional();
    }

    boolean remove(MonthlyPlanId plan, PostId post, Instant now) {
        return jdbc.sql("""
                        update monthly_post set removed_at = coalesce(removed_at, :now) where id = :id and plan = :plan
                        """)
                        .param("id", post.value())
                        .param("plan", plan.value())
                        .param("now", Columns.of(now))
                        .update()
                == 1;
    }

    private static Post post(ResultSet row, List<Post.File> files) throws SQLException {
        return new Post(
                new PostId(Columns.uuid(row, "id")),
                new MonthlyPlanId(Columns.uuid(row, "plan")),
                Columns.text(row, "title"),
                Columns.text(row, "body"),
                new MemberId(Columns.uuid(row, "posted_by")),
                Columns.instant(row, "posted_at"),
                Columns.nullableInstant(row, "written_at"),
                files);
    }
}
