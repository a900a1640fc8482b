package org.tsudoi.web.organiser;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What was posted to members, worded again.
@Controller
public class SalonPostPage {
    private static final String PAGE = "organiser/salonPost";

    private final OwnSalons own;
    private final Posts posts;

    SalonPostPage(OwnSalons own, Posts posts) {
        this.own = own;
        this.posts = posts;
    }

    public record PostView(MonthlyPlan plan, Post post, String home) {}

    @GetMapping("/organise/{organiser}/salons/{plan}/posts/{post}")
    ModelAndView show(Organiser organiser, @PathVariable String plan, @PathVariable String post) {
        var view = view(organiser, plan, post);
        var form = Form.blank().with("title", view.post.title()).with("body", view.post.body());
        return Pages.show(PAGE, "view", view, "form", form);
    }

    private PostView view(Organiser organiser, String shown, String post) {
        var plan = own.get(organiser, shown);
        var found = PostId.parse(post).flatMap(id -> posts.find(plan.id(), id)).orElseThrow(Problem::notFound);
        return new PostView(plan, found, OwnSalons.home(organiser, plan));
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/posts/{post}")
    ModelAndView word(
            Organiser organiser,
            Member member,
            @PathVariable String plan,
            @PathVariable String post,
            @RequestParam MultiValueMap<String, String> typed) {
        var view = view(organiser, plan, post);
        var form = Form.of(typed);
        var title = form.line("title", Post.TITLE_MAX);
        var body = form.text("body", Post.BODY_MAX);
        if (!form.isGood()) return Pages.again(PAGE, "view", view, "form", form);
        if (!posts.word(view.plan.id(), view.post.id(), title, body, member.id())) throw Problem.notFound();
        return Pages.seeOther(view.home, Flash.good("salonowner.worded"));
    }
}
