package org.tsudoi.journeys;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One world and one browser in each process of tests, for all its classes that kill nothing: they start once and
/// end with the process. Kept here and not in the root context, which ends with each class where several processes
/// share the classes.
final class SharedWorld implements ParameterResolver {
    private static final class TheWorld {
        static final World STARTED = ended(World.start("shared"));
    }

    private static final class TheBrowser {
        static final Chromium STARTED = ended(new Chromium());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == World.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class ? TheWorld.STARTED : TheBrowser.STARTED;
    }

    private static <T extends AutoCloseable> T ended(T thing) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("left behind: " + e.getMessage());
            }
        }));
        return thing;
    }
}
