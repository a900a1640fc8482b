package org.tsudoi.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/// Everything is refused that the table of routes does not allow. Strangers leave no row in the database: form
/// tokens and where they wanted to go live in cookies, and a session begins at signing in.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    private static final int SESSION_COOKIE_SECONDS = 30 * 24 * 60 * 60;

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http) throws Exception {
        return bare(http.securityMatcher(Routes.patternsOf(Rule.MACHINE)))
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http, SessionMembers members, CsrfTokenRepository csrf, Guard guard, NoEntry noEntry)
            throws Exception {
        return bare(http)
                .csrf(tokens -> tokens.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .securityContext(context -> context.securityContextRepository(members))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(guard))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(noEntry).accessDeniedHandler(noEntry))
                .build();
    }

    private static HttpSecurity bare(HttpSecurity http) throws Exception {
        return http.headers(ours -> ours.defaultsDisabled().cacheControl(_ -> {}))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable);
    }

    @Bean
    CsrfTokenRepository csrfTokens(Cookies cookies) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookies.name("csrf"));
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie ->
                cookie.httpOnly(true).sameSite("Lax").secure(cookies.https()).path("/"));
        return tokens;
    }

    @Bean
    CookieSerializer sessionCookie(Cookies cookies) {
        var cookie = new DefaultCookieSerializer() {
            /// The database cannot be asked for an id with a zero character in it: it is nobody's.
            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return super.readCookieValues(request).stream()
                        .filter(id -> id.indexOf('\0') < 0)
                        .toList();
            }
        };
        cookie.setCookieName(cookies.name("session"));
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(cookies.https());
        cookie.setSameSite("Lax");
        cookie.setCookieMaxAge(SESSION_COOKIE_SECONDS);
        return cookie;
    }

    /// Nobody signs in with a password; without this bean Spring Boot would make up a user with one.
    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
