package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;

class FirstSegmentsTest {
    private final FirstSegments mapping = new FirstSegments();

    /// One method for each address.
    static final class Pages {
        void order() {}

        void ticketOrOrder() {}

        void anything() {}

        void word() {}

        void deep() {}
    }

    @BeforeEach
    void map() throws NoSuchMethodException {
        var context = new StaticWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.refresh();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        map("order", "/orders/{link}");
        map("ticketOrOrder", "/tickets/{id}/view", "/orders/{id}/view");
        map("anything", "/{any}/odd");
        map("word", "/{word:new|old}");
        map("deep", "/files/**");
    }

    private void map(String method, String... paths) throws NoSuchMethodException {
        var config = new RequestMappingInfo.BuilderConfiguration();
        config.setPatternParser(mapping.getPatternParser());
        mapping.registerMapping(
                RequestMappingInfo.paths(paths).options(config).build(),
                new Pages(),
                Pages.class.getDeclaredMethod(method));
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/1, order",
        "/orders/%31, order",
        "/%6Frders/1, order",
        "/orders;a=b/1, order",
        "/tickets/1/view, ticketOrOrder",
        "/orders/1/view, ticketOrOrder",
        "/what/odd, anything",
        "/old, word",
        "/files/a/b/c, deep",
        "/files, deep",
        "/order/1,",
        "/Orders/1,",
        "/tickets/1,",
        "/other,",
        "/,",
    })
    void findsWhatSpringFinds(String path, @Nullable String method) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        ServletRequestPathUtils.parseAndCache(request);
        var found = mapping.getHandler(request);
        assertThat(
                        found == null
                                ? null
                                : ((HandlerMethod) Objects.requireNonNull(found).getHandler())
                                        .getMethod()
                                        .getName())
                .isEqualTo(method);
    }
}
