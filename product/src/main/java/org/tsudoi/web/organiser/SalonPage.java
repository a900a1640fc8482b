package org.tsudoi.web.organiser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.RateLimits.Limit;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.TooOften;
import org.tsudoi.web.member.SalonWords;

/// One salon for its owner: who is in, what is told to them, what it costs from when on.
@Controller
public class SalonPage {
    private static final int POSTS_MAX = 50;

    /// Each is a mail to every member.
    static final Limit POSTS = new Limit("salons.posts", 10, Duration.ofDays(1));

    private final MonthlyPlans plans;
    private final Posts posts;
    private final RateLimits limits;
    private final Ids ids;

    SalonPage(MonthlyPlans plans, Posts posts, RateLimits limits, Ids ids) {
        this.plans = plans;
        this.posts = posts;
        this.limits = limits;
        this.ids = ids;
    }

    public record SalonView(Organiser organiser, MonthlyPlan plan, List<Post> posts, ZoneId zone) {}

    /// @param told how many members are told
    public record NewPrice(Organiser organiser, MonthlyPlan plan, Money price, LocalDate from, int told) {}

    @GetMapping("/organise/{organiser}/salons/{plan}")
    ModelAndView show(Organiser organiser, Member member, @PathVariable String plan) {
        var form = Form.blank().with("post", new PostId(ids.next()));
        var view = view(organiser, member, plan(organiser, plan));
        return Pages.show("organiser/salon", "view", view, "form", form);
    }

    /// 404 for those of others.
    private MonthlyPlan plan(Organiser organiser, String shown) {
        return MonthlyPlanId.parse(shown)
                .flatMap(plans::find)
                .filter(it -> it.organiser().equals(organiser.id()))
                .orElseThrow(Problem::notFound);
    }

    private SalonView view(Organiser organiser, Member member, MonthlyPlan plan) {
        return new SalonView(organiser, plan, posts.of(plan.id(), POSTS_MAX), member.zone());
    }

    private static String home(Organiser organiser, MonthlyPlan plan) {
        return "/organise/" + organiser.slug() + "/salons/" + plan.id();
    }

    @GetMapping({
        "/organise/{organiser}/salons/{plan}/price",
        "/organise/{organiser}/salons/{plan}/posts",
        "/organise/{organiser}/salons/{plan}/price/withdraw",
    })
    ModelAndView back(Organiser organiser, @PathVariable String plan) {
        return Pages.seeOther(home(organiser, plan(organiser, plan)));
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/price")
    ModelAndView announce(
            Organiser organiser,
            Member member,
            @PathVariable String plan,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        var of = plan(organiser, plan);
        var formats = new Formats(ReaderPreferences.language(request));
        var form = Form.of(typed).with("post", new PostId(ids.next()));
        var price = form.money("price", of.prices().steps().getLast().price().currency());
        if (price.isPresent() && price.get().isZero()) form.wrong("price", "form.amount");
        var from = form.date("from");
        if (form.isGood()) {
            boolean sure = form.has("sure", "yes");
            var announced = sure
                    ? plans.announce(
                            of.id(),
                            price.get(),
                            from.orElseThrow(),
                            member.id().toString())
                    : plans.preview(of.id(), price.get(), from.orElseThrow());
            switch (announced) {
                case MonthlyPlans.Announcing.Announced(var _, int told) -> {
                    if (sure) return Pages.seeOther(home(organiser, of), Flash.good("salons.announced", told));
                    var next = new NewPrice(organiser, of, price.get(), from.orElseThrow(), told);
                    return Pages.show("organiser/salonPrice", "next", next, "form", form);
                }
                case MonthlyPlans.Announcing.TooEarly(var earliest) ->
                    form.wrong("from", "salons.error.early", formats.date(earliest));
                case MonthlyPlans.Announcing.TooLittle(var least) ->
                    form.wrong("price", "salons.error.little", formats.money(least));
                case MonthlyPlans.Announcing.OtherCurrency _ -> form.wrong("price", "form.amount");
                case MonthlyPlans.Announcing.NobodyTells _ -> form.wrong("price", "salons.error.nobodyTells");
            }
        }
        return Pages.again("organiser/salon", "view", view(organiser, member, of), "form", form);
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/price/withdraw")
    ModelAndView withdraw(
            Organiser organiser,
            Member member,
            @PathVariable String plan,
            @RequestParam MultiValueMap<String, String> typed) {
        var of = plan(organiser, plan);
        var from = Form.of(typed).date("from").orElseThrow(Problem::notFound);
        var said = switch (plans.withdraw(of.id(), from, member.id().toString())) {
            case MonthlyPlans.Withdrawing.Withdrawn _ -> Flash.good("salons.withdrawn");
            case MonthlyPlans.Withdrawing.TooLate _ -> Flash.bad("salons.error.late");
        };
        return Pages.seeOther(home(organiser, of), said);
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/posts")
    ModelAndView post(
            Organiser organiser,
            Member member,
            @PathVariable String plan,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable List<MultipartFile> files)
            throws IOException {
        var of = plan(organiser, plan);
        var form = Form.of(typed);
        var id = PostId.parse(form.value("post")).orElseThrow(Problem::notFound);
        var title = form.line("title", Post.TITLE_MAX);
        var body = form.text("body", Post.BODY_MAX);
        var uploads = uploads(form, files == null ? List.of() : files);
        if (!form.isGood() || !mayPost(form, of, id)) {
            return Pages.again("organiser/salon", "view", view(organiser, member, of), "form", form);
        }
        posts.post(new Posts.Wish(id, of.id(), title, body, member.id(), uploads));
        return Pages.seeOther(home(organiser, of), Flash.good("salons.posted"));
    }

    /// What is sent twice is posted once.
    private boolean mayPost(Form form, MonthlyPlan plan, PostId post) {
        if (posts.find(plan.id(), post).isPresent()) return true;
        try {
            limits.take(POSTS, plan.id().toString());
        } catch (TooOften often) {
            form.wrong("body", "salons.error.tooMany", POSTS.times(), often.minutes());
        }
        return form.isGood();
    }

    private static List<Posts.Upload> uploads(Form form, List<MultipartFile> files) throws IOException {
        var uploads = new ArrayList<Posts.Upload>();
        for (var file : files) {
            if (file.isEmpty()) continue;
            if (file.getSize() > Post.File.BYTES_MAX || uploads.size() == Post.FILES_MAX) {
                form.wrong("files", "salons.error.files", Post.FILES_MAX, Post.File.BYTES_MAX >> 20);
                return List.of();
            }
            uploads.add(new Posts.Upload(SalonWords.fileName(file.getOriginalFilename()), file.getBytes()));
        }
        return uploads;
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/posts/{post}/remove")
    ModelAndView remove(Organiser organiser, @PathVariable String plan, @PathVariable String post) {
        var of = plan(organiser, plan);
        var id = PostId.parse(post).orElseThrow(Problem::notFound);
        if (!posts.remove(of.id(), id)) throw Problem.notFound();
        return Pages.seeOther(home(organiser, of), Flash.good("salons.removed"));
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/close")
    ModelAndView close(Organiser organiser, @PathVariable String plan) {
        var of = plan(organiser, plan);
        plans.close(of.id());
        return Pages.seeOther(home(organiser, of), Flash.good("salons.closed"));
    }
}
