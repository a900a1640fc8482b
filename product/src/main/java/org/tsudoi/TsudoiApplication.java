package org.tsudoi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TsudoiApplication {
    public static void main(String[] args) {
        SpringApplication.run(TsudoiApplication.class, args);
    }
}
