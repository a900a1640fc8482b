package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Role;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.Visitor;
import org.tsudoi.web.Visitors;

/// Gives pages the person who asks. A controller method takes a `Member` (behind a route that only members
/// reach), an `Optional<Member>` (anywhere), or an `Organiser` (behind a route with `{organiser}`: already
/// known to be theirs).
@Component
class WhoIsAsking implements HandlerMethodArgumentResolver, WebMvcConfigurer, Visitors {
    static Optional<Member> member() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedInMember signedIn
                ? Optional.of(signedIn.member())
                : Optional.empty();
    }

    @Override
    public Optional<Visitor> current(HttpServletRequest request) {
        return member().map(member -> new Visitor(
                member.displayName()
                        .map(PersonName::value)
                        .orElse(member.email().value()),
                member.is(Role.ORGANISER),
                member.is(Role.OPERATOR)));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Member.class || type == Organiser.class || isOptionalMember(parameter);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (isOptionalMember(parameter)) return member();
        if (parameter.getParameterType() == Member.class)
            return member().orElseThrow(() -> Problem.of(ProblemCode.SIGN_IN_REQUIRED));
        Object organiser = request.getAttribute(Guard.ORGANISER, NativeWebRequest.SCOPE_REQUEST);
        return Optional.ofNullable(organiser).orElseThrow(Problem::notFound);
    }

    private static boolean isOptionalMember(MethodParameter parameter) {
        return parameter.getParameterType() == Optional.class
                && parameter.getGenericParameterType() instanceof ParameterizedType type
                && type.getActualTypeArguments()[0] == Member.class;
    }
}
