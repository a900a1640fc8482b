package town.zoom;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import town.zoom.RateLimit.Label;

/// The account's people, who may host.
@RestController
class ZoomUsersEndpoint {
    private static final int TYPE_BASIC = 1;
    private static final int TYPE_LICENSED = 2;

    private final ZoomUsers users;
    private final ZoomSettings settings;

    ZoomUsersEndpoint(ZoomUsers users, ZoomSettings settings) {
        this.users = users;
        this.settings = settings;
    }

    @GetMapping("/zoom/v2/users")
    @RateLimit(Label.MEDIUM)
    Map<String, Object> list() {
        var all = users.all();
        var page = new LinkedHashMap<String, Object>();
        page.put("page_count", 1);
        page.put("page_number", 1);
        page.put("page_size", Math.max(30, all.size()));
        page.put("total_records", all.size());
        page.put("next_page_token", "");
        page.put("users", all.stream().map(this::described).toList());
        return page;
    }

    @GetMapping("/zoom/v2/users/{user}")
    @RateLimit(Label.LIGHT)
    Map<String, Object> one(@PathVariable String user) {
        return described(users.find(user));
    }

    private Map<String, Object> described(String email) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", ZoomIds.user(email));
        json.put("email", email);
        json.put("first_name", email.substring(0, email.indexOf('@')));
        json.put("last_name", "");
        json.put("type", ZoomUsers.isLicensed(email) ? TYPE_LICENSED : TYPE_BASIC);
        json.put("status", "active");
        json.put("account_id", settings.accountId());
        json.put("timezone", "Asia/Tokyo");
        return json;
    }
}
