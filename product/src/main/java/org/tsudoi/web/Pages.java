package org.tsudoi.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// What a controller returns, in one line. A template is named by its path under the template folder, without `.jte`;
/// its parameters follow as name and value. The `page` parameter is added by itself.
public final class Pages {
    private Pages() {}

    /// `return Pages.show("participant/event", "event", event, "form", form);`
    public static ModelAndView show(String template, Object... namesAndValues) {
        return answer(HttpStatus.OK, template, namesAndValues);
    }

    /// The same page again, with what was typed and what is wrong with it: 422.
    public static ModelAndView again(String template, Object... namesAndValues) {
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, template, namesAndValues);
    }

    public static ModelAndView answer(HttpStatus status, String template, Object... namesAndValues) {
        return new ModelAndView(template, parameters(namesAndValues), status);
    }

    /// After a POST that did something: 303 to a page of ours, with a sentence on it.
    public static ModelAndView seeOther(String path, Flash... flashes) {
        return new ModelAndView(new SeeOther(path, flashes));
    }

    /// To the payment provider's page, at the address that the provider itself gave us.
    public static ModelAndView toProvider(String url) {
        return new ModelAndView(new ToProvider(url));
    }

    private static Map<String, Object> parameters(Object... namesAndValues) {
        var parameters = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }
}
