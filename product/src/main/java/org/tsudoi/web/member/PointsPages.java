package org.tsudoi.web.member;

import java.time.ZoneId;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Orders;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Pages;

/// One's own points: how many, which expire when, and what happened.
@Controller
public class PointsPages {
    private static final int SHOWN_MAX = 200;

    private static final int SHEET_MAX = 5000;

    private final Points points;
    private final PointSales sales;
    private final Orders orders;
    private final Texts texts;

    PointsPages(Points points, PointSales sales, Orders orders, Texts texts) {
        this.points = points;
        this.sales = sales;
        this.orders = orders;
        this.texts = texts;
    }

    /// @param link of the order that they are paid by
    public record Waiting(String link, long points) {}

    /// @param sold whether more can be bought
    /// @param waiting what is bought and not paid yet
    /// @param monthly free ones for each month of full membership; zero: none
    public record Own(
            Points.Wallet wallet,
            List<Points.Movement> statement,
            boolean sold,
            List<Waiting> waiting,
            int monthly,
            ZoneId zone) {}

    @GetMapping("/account/points")
    ModelAndView show(Member member) {
        var own = new Own(
                points.wallet(member.id()),
                points.statement(member.id(), SHOWN_MAX),
                sales.isOpen(),
                sales.waiting(member.id()).stream()
                        .map(one -> new Waiting(orders.link(one.order()), one.points()))
                        .toList(),
                sales.terms().bonus().points(),
                member.zone());
        return Pages.show("member/points", "own", own);
    }

    @GetMapping("/account/points/statement.csv")
    ResponseEntity<String> sheet(Member member, Language language) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("points.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(PointSheet.of(points.statement(member.id(), SHEET_MAX), member.zone(), texts, language));
    }
}
