package org.tsudoi.journeys;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One world and one browser for all test classes that kill nothing: they start once and end with the run.
final class SharedWorld implements ParameterResolver {
    private record Kept(AutoCloseable thing) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            thing.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == World.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(ExtensionContext.Namespace.create(SharedWorld.class));
        return parameter.getParameter().getType() == World.class
                ? ((Kept) store.computeIfAbsent("world", _ -> new Kept(World.start("shared")))).thing()
                : ((Kept) store.computeIfAbsent("chromium", _ -> new Kept(new Chromium()))).thing();
    }
}
