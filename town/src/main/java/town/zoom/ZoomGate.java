package town.zoom;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Before any operation: a good token, and not too often.
@Configuration(proxyBeanMethods = false)
class ZoomGate implements WebMvcConfigurer, HandlerInterceptor {
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final ZoomQuota quota;

    ZoomGate(AccessTokens tokens, ZoomQuota quota) {
        this.tokens = tokens;
        this.quota = quota;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/zoom/v2/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        tokens.check(
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length())
                        : "");
        if (handler instanceof HandlerMethod method
                && method.getMethodAnnotation(RateLimit.class) instanceof RateLimit limit) {
            quota.call(limit.value()).forEach(response::setHeader);
        }
        return true;
    }
}
