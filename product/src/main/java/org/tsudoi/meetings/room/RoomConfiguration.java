package org.tsudoi.meetings.room;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.tsudoi.platform.PlatformSettings;

/// Pages of other origins get no line: the browser says where it stands, and it must be our own address.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(RoomSettings.class)
class RoomConfiguration implements WebSocketConfigurer {
    private final RoomSocket socket;
    private final RoomDoorway doorway;
    private final PlatformSettings platform;

    RoomConfiguration(RoomSocket socket, RoomDoorway doorway, PlatformSettings platform) {
        this.socket = socket;
        this.doorway = doorway;
        this.platform = platform;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        var site = platform.publicUrl();
        registry.addHandler(socket, "/room/socket")
                .addInterceptors(doorway)
                .setAllowedOrigins(site.getScheme() + "://" + site.getAuthority());
    }
}
