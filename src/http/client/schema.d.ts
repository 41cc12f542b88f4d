export interface paths {
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description an earlier page's next */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: components["schemas"]["AuditEntry"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A file with a row for each customer: tier, metrics and what is missing to the next tier. */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "xlsx" | "json" | "parquet";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description the file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            imports: {
                                author: string | null;
                                file: string;
                                finishedAt: string | null;
                                id: string;
                                /** @enum {string} */
                                kind: "orders" | "customers";
                                report: {
                                    added: number;
                                    changed: number;
                                    message?: string;
                                    unchanged: number;
                                } | null;
                                startedAt: string;
                                /** @enum {string} */
                                status: "reading" | "recording" | "done" | "failed" | "interrupted";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description what the amounts of an order with several rows are
                         * @enum {string}
                         */
                        amount?: "per-order" | "per-line";
                        /**
                         * @description how to read 3/4/2026; without it such dates are rejected
                         * @enum {string}
                         */
                        dates?: "mdy" | "dmy";
                        /** @description read and count, keep nothing */
                        dryRun?: boolean;
                        /**
                         * @description what the files hold
                         * @enum {string}
                         */
                        kind: "orders" | "customers";
                        /** @description columns by field, where they are not found */
                        map?: {
                            [key: string]: string;
                        };
                        /** @description where it is not recognised */
                        preset?: string;
                        /** @description ids of uploads */
                        uploads: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description what the files hold
                         * @enum {string}
                         */
                        kind: "orders" | "customers";
                        /** @description columns by field, where they are not found */
                        map?: {
                            [key: string]: string;
                        };
                        /** @description where it is not recognised */
                        preset?: string;
                        /** @description ids of uploads */
                        uploads: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                id: string;
                                name: components["schemas"]["Text"];
                                needed: boolean;
                            }[];
                            files: {
                                readonly columns: {
                                    column: string;
                                    field: string | null;
                                    readonly samples: string[];
                                }[];
                                delimiter: string;
                                encoding: string;
                                /** @enum {string} */
                                kind: "csv" | "xlsx";
                                /** @description needed fields that no column was found for */
                                readonly missing: string[];
                                name: string;
                                preset: string | null;
                                sheet: string | null;
                                upload: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keys: components["schemas"]["Key"][];
                            scopes: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        scopes: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description shown this once */
                            key: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Keeps orders and grades their customers; answers when both are on disk. The same order again changes nothing; one that differs becomes a new version. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        orders: {
                            /** @description in the major unit, as it was paid before refunds; may be left out with lines */
                            amount: string | number;
                            category?: string | number;
                            channel?: string | number;
                            /** @description the customer's external id; who is not known yet becomes a customer */
                            customerId: string | number;
                            lines?: {
                                amount: string | number;
                                category?: string | number;
                                margin?: string | number;
                                product?: string | number;
                                quantity?: string | number;
                            }[];
                            margin?: string | number;
                            /** @description a day or time; without a zone in the business's; this or paidAt */
                            orderedAt?: string | number;
                            /** @description without one the order is known by what it says */
                            orderId?: string | number;
                            /** @description null: not paid yet */
                            paidAt?: string | number | null;
                            product?: string | number;
                            quantity?: string | number;
                            refunded?: string | number;
                            refundedAt?: string | number;
                            shipping?: string | number;
                            /** @description completed, unless paidAt is null; or a shop's own word for it */
                            status?: string | number;
                            store?: string | number;
                            tax?: string | number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false before the first evaluation */
                            graded: boolean;
                            /** @description one for each order, in their order */
                            results: ({
                                orderId: string;
                                /**
                                 * @description superseded: a later order of the request has the same number
                                 * @enum {string}
                                 */
                                status: "added" | "changed" | "unchanged" | "superseded";
                            } | {
                                problems: components["schemas"]["Problem"][];
                            })[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 1000 */
                        customers?: number;
                        /** @default 10000 */
                        orders?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            schemes: {
                                author: string;
                                current: boolean;
                                id: string;
                                name: components["schemas"]["Text"];
                                /** @description ISO 8601, UTC */
                                publishedAt: string;
                                version: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the scheme as JSON, as docs/scheme-format.md has it */
                        document?: unknown;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isNew: boolean;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            isNew: boolean;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{scheme}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    version?: number;
                };
                header?: never;
                path: {
                    scheme: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scheme"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the scheme as JSON, as docs/scheme-format.md has it */
                        document?: unknown;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            document: unknown;
                            problems: components["schemas"]["Problem"][];
                            said: components["schemas"]["SaidScheme"] | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scheme"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        newPassword: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            templates: {
                                description: components["schemas"]["Text"] | null;
                                id: string;
                                name: components["schemas"]["Text"];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    template: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            document: unknown;
                            said: components["schemas"]["SaidScheme"];
                            /** @description YAML with comments */
                            text: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query: {
                    /** @description the file's name */
                    name: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            id: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    upload: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            users: components["schemas"]["User"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                        /** @enum {string} */
                        role: "owner" | "manager" | "rep" | "viewer";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        disabled?: boolean;
                        /** @enum {string} */
                        role?: "owner" | "manager" | "rep" | "viewer";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Reads everything that is kept and looks whether all that should be true of it is. Changes nothing. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problems"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                /** @description one that is wrong */
                                example: string | null;
                                /** @description why it could not be looked at */
                                failure: string | null;
                                id: string;
                                /** @description how many were looked at */
                                looked: number;
                                of: components["schemas"]["Text"];
                                ok: boolean;
                                says: components["schemas"]["Text"];
                                wrong: number;
                            }[];
                            ok: boolean;
                            tables: {
                                /** @description one that is wrong */
                                example: string | null;
                                /** @description why it could not be looked at */
                                failure: string | null;
                                id: string;
                                /** @description how many were looked at */
                                looked: number;
                                of: components["schemas"]["Text"];
                                says: components["schemas"]["Text"];
                                table: string;
                                wrong: number;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditEntry: {
            action: string;
            /** @description null: nobody was signed in */
            actor: string | null;
            /** @description ISO 8601, UTC */
            at: string;
            detail: unknown;
            /** @description what it was done to */
            subject: string | null;
        };
        AuditEntryInput: {
            action: string;
            /** @description null: nobody was signed in */
            actor: string | null;
            /** @description ISO 8601, UTC */
            at: string;
            detail: unknown;
            /** @description what it was done to */
            subject: string | null;
        };
        Job: {
            /** @description how far the step is, 0 to 1 */
            fraction: number | null;
            id: string;
            /** @enum {string} */
            kind: "import" | "sample";
            problems: components["schemas"]["Problem"][];
            result: unknown;
            /** @description ISO 8601, UTC */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @description what is being done */
            step: components["schemas"]["Text"] | null;
        };
        JobInput: {
            /** @description how far the step is, 0 to 1 */
            fraction: number | null;
            id: string;
            /** @enum {string} */
            kind: "import" | "sample";
            problems: components["schemas"]["ProblemInput"][];
            result: unknown;
            /** @description ISO 8601, UTC */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @description what is being done */
            step: components["schemas"]["TextInput"] | null;
        };
        Key: {
            /** @description who made it; it may do no more than they may */
            author: string;
            /** @description ISO 8601, UTC */
            createdAt: string;
            id: string;
            /** @description to within five minutes */
            lastUsedAt: string | null;
            name: string;
            revokedAt: string | null;
            scopes: string[];
        };
        KeyInput: {
            /** @description who made it; it may do no more than they may */
            author: string;
            /** @description ISO 8601, UTC */
            createdAt: string;
            id: string;
            /** @description to within five minutes */
            lastUsedAt: string | null;
            name: string;
            revokedAt: string | null;
            scopes: string[];
        };
        Problem: {
            /** @description stable, for programs */
            code: string;
            /** @description what it is and what to do, in the language of Accept-Language */
            message: string;
            /** @description where: a member of the request, a row of a file; empty for the whole */
            path: string;
        };
        ProblemInput: {
            /** @description stable, for programs */
            code: string;
            /** @description what it is and what to do, in the language of Accept-Language */
            message: string;
            /** @description where: a member of the request, a row of a file; empty for the whole */
            path: string;
        };
        Problems: {
            problems: components["schemas"]["Problem"][];
        };
        ProblemsInput: {
            problems: components["schemas"]["ProblemInput"][];
        };
        SaidScheme: {
            currency: string;
            description: components["schemas"]["Text"] | null;
            metrics: {
                id: string;
                name: components["schemas"]["Text"];
                said: components["schemas"]["Text"];
            }[];
            name: components["schemas"]["Text"];
            /** @description lowest first */
            tiers: {
                benefits: components["schemas"]["Text"][];
                id: string;
                /** @description what keeps it, where that is another rule */
                keep: components["schemas"]["Text"] | null;
                name: components["schemas"]["Text"];
                /** @description who reaches it; null for the base tier */
                when: components["schemas"]["Text"] | null;
            }[];
            timeZone: string;
        };
        SaidSchemeInput: {
            currency: string;
            description: components["schemas"]["TextInput"] | null;
            metrics: {
                id: string;
                name: components["schemas"]["TextInput"];
                said: components["schemas"]["TextInput"];
            }[];
            name: components["schemas"]["TextInput"];
            /** @description lowest first */
            tiers: {
                benefits: components["schemas"]["TextInput"][];
                id: string;
                /** @description what keeps it, where that is another rule */
                keep: components["schemas"]["TextInput"] | null;
                name: components["schemas"]["TextInput"];
                /** @description who reaches it; null for the base tier */
                when: components["schemas"]["TextInput"] | null;
            }[];
            timeZone: string;
        };
        Scheme: {
            author: string;
            /** @description customers are graded by it */
            current: boolean;
            document: unknown;
            id: string;
            /** @description ISO 8601, UTC */
            publishedAt: string;
            said: components["schemas"]["SaidScheme"];
            version: number;
        };
        SchemeInput: {
            author: string;
            /** @description customers are graded by it */
            current: boolean;
            document: unknown;
            id: string;
            /** @description ISO 8601, UTC */
            publishedAt: string;
            said: components["schemas"]["SaidSchemeInput"];
            version: number;
        };
        Session: {
            /** @description to be sent as x-tierbook-csrf with every change */
            csrf: string | null;
            /** @description the business has no owner yet: the link that the server printed makes one */
            needsOwner: boolean;
            /** @description what the user may do, and to whose customers */
            permissions: {
                [key: string]: "all" | "own";
            };
            /** @description null: nobody is signed in */
            user: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner" | "manager" | "rep" | "viewer";
            } | null;
            version: string;
        };
        SessionInput: {
            /** @description to be sent as x-tierbook-csrf with every change */
            csrf: string | null;
            /** @description the business has no owner yet: the link that the server printed makes one */
            needsOwner: boolean;
            /** @description what the user may do, and to whose customers */
            permissions: {
                [key: string]: "all" | "own";
            };
            /** @description null: nobody is signed in */
            user: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner" | "manager" | "rep" | "viewer";
            } | null;
            version: string;
        };
        Text: {
            en: string;
            zh: string;
        };
        TextInput: {
            en: string;
            zh: string;
        };
        User: {
            /** @description ISO 8601, UTC */
            createdAt: string;
            /** @description null: may sign in */
            disabledAt: string | null;
            id: string;
            /** @description a rep's name as the customers' owner has it: a rep sees these customers */
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "rep" | "viewer";
        };
        UserInput: {
            /** @description ISO 8601, UTC */
            createdAt: string;
            /** @description null: may sign in */
            disabledAt: string | null;
            id: string;
            /** @description a rep's name as the customers' owner has it: a rep sees these customers */
            name: string;
            /** @enum {string} */
            role: "owner" | "manager" | "rep" | "viewer";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
