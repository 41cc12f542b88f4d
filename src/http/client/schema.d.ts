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
    "/api/v1/backtests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The job results in a `Backtest`. */
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
                        /**
                         * @default month
                         * @enum {string}
                         */
                        every?: "month" | "quarter" | "year";
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        from: string;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                        /** @description graded as of this day too, if it ends no period */
                        to: string;
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
    "/api/v1/business": {
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
                        "application/json": components["schemas"]["Business"];
                    };
                };
            };
        };
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
                        dailyRunAt?: string;
                        name?: string;
                        /** @description nobody, reps, everybody */
                        overrideApproval?: string;
                        /** @description phone, email, ids of fields of your own */
                        recognisedBy?: string[];
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
                        "application/json": components["schemas"]["Business"];
                    };
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
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Calls of customers whom the caller may write, the first due first; and who may be asked to call. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    /** @description only those that the caller is to make */
                    mine?: string;
                    state?: "open" | "done" | "not-reached";
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
                            callers: string[];
                            calls: components["schemas"]["Call"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Plans a call for each customer. Whoever sees own customers alone plans his own calls. */
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
                        /** @description a user’s name; otherwise the caller’s */
                        assignedTo?: string;
                        customers: string[];
                        /** @description `YYYY-MM-DD` */
                        dueOn: string;
                        form: string;
                        /** @default  */
                        note?: string;
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
                            ids: string[];
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
    "/api/v1/calls/{id}": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Call"];
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
    "/api/v1/calls/{id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a call. What was filled in becomes a new version of the customer; who was not reached may be called again. */
        post: {
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
                        /** @description by field; of several choices a list */
                        answers: {
                            [key: string]: string | string[];
                        };
                        /** @default  */
                        note?: string;
                        /** @description the version of the notice that was read out */
                        notice: number;
                        /** @description which of its purposes were agreed to, counted from 0 */
                        purposes: number[];
                        /** @enum {string} */
                        state: "done";
                    } | {
                        /** @default  */
                        note?: string;
                        /** @enum {string} */
                        state: "not-reached";
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How many calls the caller is to make by today. */
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
                        "application/json": {
                            due: number;
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
    "/api/v1/challenges": {
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
                        "application/json": {
                            /** @description the newest first */
                            challenges: components["schemas"]["Challenge"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description From now on every evaluation of everybody grades by this standard too and keeps the counts; nothing that is shown changes. One challenger at a time. */
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
                        published?: components["schemas"]["PublishedVersionInput"];
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
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChallengeHistory"];
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
    "/api/v1/challenges/{id}": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChallengeHistory"];
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
    "/api/v1/challenges/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Ends a challenge; what it found stays. One that is published ends by itself. */
        put: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChallengeHistory"];
                    };
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
    "/api/v1/challenges/{id}/foresight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A job that holds both standards’ tiers against what was spent in the quarter after, for each month of the challenge of which it is over. */
        post: {
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
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    /** @description exactly this customer */
                    externalId?: string;
                    /** @description a rule as JSON, as in the scheme format, over what /fields lists */
                    filter?: string;
                    limit?: number;
                    /** @description part of a name, beginning of its pinyin or initials or of the id, last four digits of a phone, a whole phone or e-mail */
                    search?: string;
                    /** @description a field or metric, descending after a minus: `-spend`; empty values come last */
                    sort?: string;
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
                            customers: components["schemas"]["CustomerRow"][];
                            /** @description whose tiers and metrics are shown */
                            evaluation: string | null;
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Adds customers or changes what is said of them: null clears a value, what is left out stays. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        customers: {
                            address?: string | number | null;
                            birthday?: string | number | null;
                            channel?: string | number | null;
                            company?: string | number | null;
                            /** @description values of the business's own fields, by id */
                            custom?: {
                                [key: string]: string | number | boolean | null;
                            };
                            email?: string | number | null;
                            externalId: string | number;
                            gender?: string | number | null;
                            idNumber?: string | number | null;
                            name?: string | number | null;
                            occupation?: string | number | null;
                            /** @description who is responsible */
                            owner?: string | number | null;
                            phone?: string | number | null;
                            referredBy?: string | number | null;
                            region?: string | number | null;
                            registeredAt?: string | number | null;
                            source?: string | number | null;
                            store?: string | number | null;
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
                            /** @description one for each customer, in their order */
                            results: ({
                                /** @description what is hardly meant, such as a day in the future; it was kept. None: nothing was noticed */
                                remarks?: components["schemas"]["Problem"][];
                                /** @enum {string} */
                                status: "added" | "changed" | "unchanged";
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
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The ETag names the version of the record, for If-Match; orders, events and grades leave it as it is. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Changes what is said of a customer: null clears a value, what is left out stays. With If-Match only where nobody else has changed it since; otherwise 412. */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours */
                    "idempotency-key"?: string;
                    /** @description the ETag of the record as you know it */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string | number | null;
                        birthday?: string | number | null;
                        channel?: string | number | null;
                        company?: string | number | null;
                        /** @description values of the business's own fields, by id */
                        custom?: {
                            [key: string]: string | number | boolean | null;
                        };
                        email?: string | number | null;
                        gender?: string | number | null;
                        idNumber?: string | number | null;
                        name?: string | number | null;
                        occupation?: string | number | null;
                        /** @description who is responsible */
                        owner?: string | number | null;
                        phone?: string | number | null;
                        referredBy?: string | number | null;
                        region?: string | number | null;
                        registeredAt?: string | number | null;
                        source?: string | number | null;
                        store?: string | number | null;
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
                            /** @description only whether there is one */
                            address: string | null;
                            /** @description the day as of which the customer was graded */
                            asOf: string | null;
                            birthday: string | null;
                            channel: string | null;
                            company: string | null;
                            custom: {
                                id: string;
                                name: components["schemas"]["Text"];
                                type: string;
                                value: number | string | null;
                            }[];
                            /** @description masked */
                            email: string | null;
                            /** @description the business's own id */
                            externalId: string;
                            gender: string | null;
                            gradedAt: string | null;
                            /** @description our number */
                            id: string;
                            /** @description by id of the metric: money in major units, days, texts; null where there is none */
                            metrics: {
                                [key: string]: number | string | null;
                            };
                            name: string | null;
                            occupation: string | null;
                            /** @description who is responsible for the customer */
                            owner: string | null;
                            /** @description masked */
                            phone: string | null;
                            /** @description when what stands here was recorded */
                            recordedAt: string;
                            referredBy: string | null;
                            region: string | null;
                            registeredAt: string | null;
                            /** @description what is hardly meant, such as a day in the future; it was kept. None: nothing was noticed */
                            remarks?: components["schemas"]["Problem"][];
                            source: string | null;
                            store: string | null;
                            /** @description null: not graded yet */
                            tier: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/customers/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a customer agreed to by forms, with the notice as it was shown then, the newest first. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            consents: components["schemas"]["Consent"][];
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
    "/api/v1/customers/{id}/consents/{submission}/{purpose}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Notes that a customer no longer agrees; that he did stays on record. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    purpose: number;
                    submission: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Contact data in full; that it was read is noted in the audit log. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            /** @description sealed custom fields */
                            custom: {
                                [key: string]: string;
                            };
                            email: string | null;
                            idNumber: string | null;
                            phone: string | null;
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
    "/api/v1/customers/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Reviews, complaints, service records, visits and usage, the latest first; points only where they are asked for, they have a ledger of their own. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    source?: "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            events: components["schemas"]["Event"][];
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
    "/api/v1/customers/{id}/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Takes an event back: it stays in the history, and the customer is graded anew. Points that an order brought follow the order and cannot be taken back. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
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
        /** @description Says when an event was dealt with, or that it was not, and grades the customer anew. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a day or time; null: it is open */
                        resolvedAt: string | null;
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
        trace?: never;
    };
    "/api/v1/customers/{id}/freezes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Freezes the tier: until the end of a day it may rise and does not fall. */
        post: {
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
                        reason: string;
                        /** @description the last day; without it the freeze ends today */
                        until?: string;
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
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
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
    "/api/v1/customers/{id}/history": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description the newest first; contact data masked */
                            versions: {
                                author: string;
                                changes: {
                                    field: string;
                                    from: string | null;
                                    to: string | null;
                                }[];
                                /** @description ISO 8601, UTC */
                                recordedAt: string;
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
    "/api/v1/customers/{id}/ledger": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
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
    "/api/v1/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Merges another customer into this one: orders, refunds and events go over, later ones under the other’s id are this one’s, the joined history is graded. */
        post: {
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
                        /** @description our number of who becomes one with this customer */
                        merged: string;
                        reason: string;
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
                            merge: string;
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
    "/api/v1/customers/{id}/merge-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What of this customer would go over to another. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            events: number;
                            externalId: string;
                            orders: number;
                            overrides: number;
                            refunds: number;
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
    "/api/v1/customers/{id}/merges": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description who was merged into this customer, the latest first */
                            merges: components["schemas"]["MergedCustomer"][];
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
    "/api/v1/customers/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            orders: components["schemas"]["Order"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Gives orders without a buyer to this customer, who is graded anew; all of them or none. */
        post: {
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
                        /** @description our numbers of them, as `id` of /orders/unattributed */
                        orders: string[];
                        reason: string;
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
                            given: number;
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
    "/api/v1/customers/{id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Sets the tier by hand; it waits for the approval of somebody else where the business wants that. */
        post: {
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
                        /** @description without it today */
                        from?: string;
                        /**
                         * @description pin: exactly this tier; floor: at least; ceiling: at most
                         * @enum {string}
                         */
                        kind: "pin" | "floor" | "ceiling";
                        reason: string;
                        tier: string;
                        /** @description the last day; without it until it is ended */
                        until?: string;
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
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
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
    "/api/v1/customers/{id}/overrides/{override}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Ends it: yesterday was its last day. It stays on record. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    override: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description what is said of it */
                        word?: string;
                    } | null;
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
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/overrides/{override}/approval": {
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
                path: {
                    id: string;
                    override: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description what is said of it */
                        word?: string;
                    } | null;
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
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
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
    "/api/v1/customers/{id}/overrides/{override}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Rejects what waits for approval, and says why. It stays on record. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    override: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        word: string;
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
                            /** @description the latest effective day first */
                            entries: components["schemas"]["LedgerEntry"][];
                            /** @description null before the ledger's first day is decided */
                            held: components["schemas"]["HeldTier"] | null;
                            /** @description the latest given first */
                            overrides: components["schemas"]["Override"][];
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
    "/api/v1/customers/{id}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The balance, and the ledger of points that were earned, adjusted, spent and expired, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description a decimal; below 0 where points went */
                            balance: string;
                            entries: components["schemas"]["PointsEntry"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Enters points by hand, now, and grades the customer anew. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default adjusted
                         * @enum {string}
                         */
                        kind?: "adjusted" | "earned" | "spent";
                        /** @description adjusted ones may be below 0 */
                        points: string | number;
                        /** @description has to be given */
                        reason: string;
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
    "/api/v1/customers/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    asOf?: string;
                };
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
                /** @description as `tierbook explain --json` prints it; whole numbers that may be large are texts; `tiers[].ways` and `keepWays` are the ways to reach and to keep each, the nearest to done first, `standing.held.keepBy` the day that decides whether it is kept */
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
    "/api/v1/customers/{id}/proof/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description More of the orders behind a metric than the proof lists itself, the newest first. */
        get: {
            parameters: {
                query: {
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    asOf?: string;
                    /** @description so many of each list are known */
                    from?: number;
                    /** @description of each list */
                    limit?: number;
                    /** @description one of the proof's metrics that has orders */
                    metric: string;
                };
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
                /** @description as the proof's `metrics[].orders` */
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
    "/api/v1/customers/{id}/proof/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    asOf?: string;
                };
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
                /** @description in the language of Accept-Language */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: string[];
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
    "/api/v1/customers/{id}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How far one customer's data can be trusted. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerQuality"];
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
    "/api/v1/customers/{id}/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who brought the customer, and whom the customer brought. Only customers whom the caller may see are named. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            brought: {
                                externalId: string;
                                firstOrder: string | null;
                                id: string;
                                name: string | null;
                                registeredOn: string | null;
                            }[];
                            by: {
                                /** @description null where it is no customer, or none to be seen */
                                customer: {
                                    externalId: string;
                                    id: string;
                                    name: string | null;
                                } | null;
                                /** @description as written; null for a customer who is not to be seen */
                                externalId: string | null;
                            } | null;
                            /** @description how many more there are who are not to be seen */
                            others: number;
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
    "/api/v1/customers/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Refunds that name no known order, the latest first; of others the order tells. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            refunds: components["schemas"]["Refund"][];
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
    "/api/v1/customers/{id}/tier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which tier the customer had on a day, as it was known at a moment. */
        get: {
            parameters: {
                query: {
                    /** @description without it as it is known now */
                    known?: string;
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    on: string;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description null: the ledger says nothing */
                            entry: components["schemas"]["LedgerEntry"] | null;
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
    "/api/v1/customers/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description exactly this customer */
                    externalId?: string;
                    /** @description a rule as JSON, as in the scheme format, over what /fields lists */
                    filter?: string;
                    /** @description part of a name, beginning of its pinyin or initials or of the id, last four digits of a phone, a whole phone or e-mail */
                    search?: string;
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
                            count: number;
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
    "/api/v1/dumps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Brings back what a full dump holds beside the lists that are imported, all of it or nothing: fields and standards before the customers and orders, what was set by hand and what came by forms after them. Nobody may have been graded yet, and none of it be there. */
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
                        /** @description id of an upload: JSON lines, as `POST /exports` writes them */
                        fields?: string;
                        /** @description id of an upload: JSON lines, as `POST /exports` writes them */
                        forms?: string;
                        /** @description id of an upload: JSON lines, as `POST /exports` writes them */
                        overrides?: string;
                        /** @description id of an upload: JSON lines, as `POST /exports` writes them */
                        schemes?: string;
                        /** @description id of an upload: JSON lines, as `POST /exports` writes them */
                        submissions?: string;
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
                /** @description rows that were kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields?: number;
                            forms?: number;
                            overrides?: number;
                            schemes?: number;
                            submissions?: number;
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
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Pairs of customers who may be one, as the last search found them, the most confident first; both of whom the caller may see. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    /** @description only pairs for which this speaks: one of `reasons` */
                    reason?: string;
                    state?: "open" | "later" | "not-same";
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
                        "application/json": components["schemas"]["DuplicatePage"];
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
    "/api/v1/duplicates/{one}/{other}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Decides a pair. `merge` makes them one for good, `not-same` keeps them apart until something else speaks for them being one, `later` puts them aside, `open` takes back what was decided but for a merge. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    one: string;
                    other: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "merge";
                        /** @description who of the two is kept */
                        kept: string;
                        reason: string;
                    } | {
                        /** @enum {string} */
                        decision: "open" | "later" | "not-same";
                        reason?: string;
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
                            /** @description the number of the merge */
                            merge: string | null;
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
    "/api/v1/duplicates/count": {
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
                        "application/json": {
                            open: number;
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
    "/api/v1/duplicates/member-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The business’s own fields, and which of them belong to one customer each: a membership number, a union id. */
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
                        "application/json": {
                            fields: {
                                id: string;
                                identifies: boolean;
                                name: components["schemas"]["Text"];
                            }[];
                        };
                    };
                };
            };
        };
        /** @description Names anew which fields belong to one customer each; the next search goes by them. */
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
                        fields: string[];
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
                                identifies: boolean;
                                name: components["schemas"]["Text"];
                            }[];
                        };
                    };
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
    "/api/v1/duplicates/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Searches all customers anew; what was decided stays. Takes seconds for a million. */
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
                        "application/json": components["schemas"]["DuplicateSearch"];
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
    "/api/v1/duplicates/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Phones, e-mails and numbers that too many customers share to identify anybody; masked. */
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
                        "application/json": {
                            shared: {
                                customers: number;
                                examples: {
                                    externalId: string;
                                    id: string;
                                    name: string | null;
                                }[];
                                field: components["schemas"]["Text"];
                                shown: string | null;
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
    "/api/v1/evaluations": {
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
                            /** @description the newest first */
                            dailyRuns: {
                                day: string;
                                evaluation: string | null;
                                /** @description why it failed */
                                message: string | null;
                                /**
                                 * @description failed: it is tried again; made-up: a later evaluation stands in for it
                                 * @enum {string}
                                 */
                                state: "done" | "missed" | "made-up" | "failed";
                            }[];
                            /** @description the newest first */
                            evaluations: components["schemas"]["Evaluation"][];
                            freshness: components["schemas"]["Freshness"];
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
            /** @description grades everybody and answers when that is done */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description YYYY-MM-DD; without it today */
                        asOf?: string;
                    } | null;
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
                        "application/json": components["schemas"]["Evaluation"];
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
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Keeps events and grades their customers; answers when both are on disk. An event is known by all it says: the same again changes nothing, but for when it was resolved, which may come later. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        events: {
                            /** @description what a review is about: taste, attitude, speed … */
                            aspect?: string | number;
                            /** @description a day or time; without a zone in the business's */
                            at: string | number;
                            /** @description the customer's external id; the customer must be known */
                            customerId: string | number;
                            /** @description such as the kind of complaint; of points earned, adjusted (without one), spent or expired */
                            kind?: string | number;
                            /** @description what the quantity measures: nights, minutes, GB … */
                            measure?: string | number;
                            product?: string | number;
                            /** @description of points how many; spent and expired ones lower the balance either way */
                            quantity?: string | number;
                            /** @description 5, 4.5, or a word: 五星, 好评 (5), 中评 (3), 差评 (1) */
                            rating?: string | number;
                            /** @description when it was dealt with */
                            resolvedAt?: string | number;
                            /**
                             * @description what it is: a review, complaint, service record, visit, measure of usage or entry of points
                             * @enum {string}
                             */
                            source: "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                            text?: string | number;
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
                            /** @description one for each event, in their order */
                            results: ({
                                id: string;
                                /** @description what is hardly meant, such as a day in the future; it was kept. None: nothing was noticed */
                                remarks?: components["schemas"]["Problem"][];
                                /** @enum {string} */
                                status: "added" | "changed" | "unchanged";
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
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Makes a file of what the caller may see. The job tells how far it is; then the file waits an hour at `/exports/{job}/file`. */
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
                         * @description of customers and submissions alone: phones, e-mails, addresses and what was filled in, in full; needs `customers:read-contact` and is noted
                         * @default false
                         */
                        contact?: boolean;
                        /**
                         * @description of CSV; UTF-8 comes with a byte-order mark
                         * @default utf-8
                         * @enum {string}
                         */
                        encoding?: "utf-8" | "gb18030";
                        /** @description of customers alone: a rule, as GET /customers takes it */
                        filter?: {
                            [key: string]: unknown;
                        };
                        /**
                         * @default csv
                         * @enum {string}
                         */
                        format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
                        /**
                         * @description of customers alone: tier, metrics and what is missing to the next tier as well
                         * @default true
                         */
                        graded?: boolean;
                        /**
                         * @description heads CSV and XLSX in a language, as the importer knows it; without it by canonical names
                         * @enum {string}
                         */
                        headers?: "zh" | "en";
                        /** @description locks the file in a ZIP archive (AES-256); letters, digits and signs of a keyboard */
                        password?: string;
                        /** @description of customers alone: as GET /customers takes it */
                        search?: string;
                        /** @description of customers alone: as GET /customers takes it; else by id */
                        sort?: string;
                        /**
                         * @description `events` are those of all sources but points
                         * @enum {string}
                         */
                        what: "customers" | "orders" | "refunds" | "events" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points" | "fields" | "schemes" | "overrides" | "forms" | "submissions" | "ledger";
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
    "/api/v1/exports/{job}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file that a job made, once, for whoever asked for it. */
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
        /** @description A file with a row for each customer: tier, metrics and what is missing to the next tier; contact data masked. */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
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
    "/api/v1/fields": {
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
                            fields: components["schemas"]["Field"][];
                            /** @description lowest first */
                            tiers: {
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
    "/api/v1/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description All forms, the newest first, and the fields that a form may ask for. */
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
                        "application/json": {
                            fields: components["schemas"]["AskableField"][];
                            forms: components["schemas"]["Form"][];
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
                        /** @default null */
                        channel?: string | null;
                        /**
                         * @description the last day, `YYYY-MM-DD`
                         * @default null
                         */
                        endsOn?: string | null;
                        fields: {
                            /** @description as customers have it: `phone`, `custom.ID` */
                            field: string;
                            /** @default null */
                            help?: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            } | null;
                            /**
                             * @description what is asked instead of the field’s name
                             * @default null
                             */
                            label?: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            } | null;
                            required: boolean;
                        }[];
                        /**
                         * @default {
                         *       "zh": "",
                         *       "en": ""
                         *     }
                         */
                        intro?: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
                        /** @enum {string} */
                        kind: "sign-up" | "questionnaire";
                        /** @description what people are told before they agree */
                        notice: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
                        /** @default true */
                        open?: boolean;
                        /** @default null */
                        owner?: string | null;
                        /** @description what they agree to, each for itself */
                        purposes: {
                            name: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            };
                            /** @description without it the form cannot be sent */
                            required: boolean;
                        }[];
                        /**
                         * @description points, once per customer
                         * @default null
                         */
                        reward?: string | number | null;
                        /**
                         * @description of new customers; so `channel` and `owner`
                         * @default null
                         */
                        store?: string | null;
                        /** @description where one language is empty or left out the other stands for both; so everywhere here */
                        title: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
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
    "/api/v1/forms/{id}": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description ISO 8601, UTC */
                            addedAt: string;
                            author: string;
                            channel: string | null;
                            closedAt: string | null;
                            closedBy: string | null;
                            endsOn: string | null;
                            fields: {
                                /** @description as customers have it: `phone`, `custom.ID` */
                                field: string;
                                help: components["schemas"]["Text"] | null;
                                /** @description what is asked instead of the field’s name */
                                label: components["schemas"]["Text"] | null;
                                required: boolean;
                            }[];
                            id: string;
                            intro: components["schemas"]["Text"];
                            /** @enum {string} */
                            kind: "sign-up" | "questionnaire";
                            /** @description every version, the newest first */
                            notices: components["schemas"]["FormNotice"][];
                            noticeVersion: number;
                            open: boolean;
                            owner: string | null;
                            /** @description the address of its page on this server: whoever has it may fill it in */
                            path: string;
                            /** @description points */
                            reward: string | null;
                            store: string | null;
                            submissions: number;
                            title: components["schemas"]["Text"];
                            /** @description of these, proposals that nobody has decided */
                            waiting: number;
                        };
                    };
                };
            };
        };
        /** @description Changes a form; other words of the notice, or other purposes, are its next version. */
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
                        /** @default null */
                        channel?: string | null;
                        /**
                         * @description the last day, `YYYY-MM-DD`
                         * @default null
                         */
                        endsOn?: string | null;
                        fields: {
                            /** @description as customers have it: `phone`, `custom.ID` */
                            field: string;
                            /** @default null */
                            help?: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            } | null;
                            /**
                             * @description what is asked instead of the field’s name
                             * @default null
                             */
                            label?: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            } | null;
                            required: boolean;
                        }[];
                        /**
                         * @default {
                         *       "zh": "",
                         *       "en": ""
                         *     }
                         */
                        intro?: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
                        /** @enum {string} */
                        kind: "sign-up" | "questionnaire";
                        /** @description what people are told before they agree */
                        notice: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
                        /** @default true */
                        open?: boolean;
                        /** @default null */
                        owner?: string | null;
                        /** @description what they agree to, each for itself */
                        purposes: {
                            name: {
                                /** @default  */
                                en?: string;
                                /** @default  */
                                zh?: string;
                            };
                            /** @description without it the form cannot be sent */
                            required: boolean;
                        }[];
                        /**
                         * @description points, once per customer
                         * @default null
                         */
                        reward?: string | number | null;
                        /**
                         * @description of new customers; so `channel` and `owner`
                         * @default null
                         */
                        store?: string | null;
                        /** @description where one language is empty or left out the other stands for both; so everywhere here */
                        title: {
                            /** @default  */
                            en?: string;
                            /** @default  */
                            zh?: string;
                        };
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
    "/api/v1/hooks/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes a delivery of the source that has this address, signed as its system signs. Answers when its effect, or the delivery itself, is on disk; a copy has no further effect. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    address: string;
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
                /** @description as Youzan wants it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {number} */
                            code: 0;
                            /** @enum {string} */
                            msg: "success";
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
                                /** @description rows left out, as they can still be downloaded */
                                readonly errorFiles: {
                                    name: string;
                                    position: number;
                                    rows: number;
                                }[];
                                file: string;
                                finishedAt: string | null;
                                id: string;
                                /** @enum {string} */
                                kind: "orders" | "customers" | "settlements" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                                report: {
                                    added: number;
                                    changed: number;
                                    message?: string;
                                    /** @description rows left out; null where nobody counted them */
                                    rejected: number | null;
                                    /** @description refunds of settlements that nobody had told of */
                                    settled?: number;
                                    /** @description orders without a buyer, kept for nobody */
                                    unattributed?: number;
                                    unchanged: number;
                                } | null;
                                startedAt: string;
                                /** @enum {string} */
                                status: "reading" | "recording" | "done" | "failed" | "interrupted";
                                /** @description when and by whom it was taken back last; where something stayed, that can be done again */
                                undone: {
                                    at: string;
                                    author: string;
                                    /** @description the imports that had changed again what it left, the last first, and still stand: when they are taken back too, this one can be once more */
                                    readonly laterImports: string[];
                                    /** @description how much of the import it left */
                                    stayed: number;
                                } | null;
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
                        /** @description false: nobody is graded after it, as more files follow; the next evaluation takes them all */
                        grade?: boolean;
                        /**
                         * @description what the files hold
                         * @enum {string}
                         */
                        kind: "orders" | "customers" | "settlements" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                        /** @description columns that are not read, whatever they are known for */
                        leave?: string[];
                        /** @description columns by field, where they are not found */
                        map?: {
                            [key: string]: string;
                        };
                        /** @description where it is not recognised */
                        preset?: string;
                        /** @description by the ids of uploads, where it is guessed wrongly */
                        reading?: {
                            [key: string]: {
                                /**
                                 * @description how the text is written
                                 * @enum {string}
                                 */
                                encoding?: "utf-8" | "gb18030" | "big5" | "shift_jis" | "euc-jp" | "euc-kr" | "utf-16le" | "utf-16be" | "windows-1250" | "windows-1251" | "windows-1252" | "windows-1254" | "koi8-r";
                                /** @description the sheet of a workbook */
                                sheet?: string;
                            };
                        };
                        /** @description false: columns are read by their names, not as files like it were settled before */
                        remembered?: boolean;
                        /** @description ids of uploads */
                        uploads: string[];
                        /**
                         * @description what becomes of orders without a buyer; else those of known exports without a column of buyers are kept for nobody
                         * @enum {string}
                         */
                        withoutBuyer?: "keep" | "leave-out";
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
    "/api/v1/imports/{id}/error-files/{position}": {
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
                    id: string;
                    /** @description which of the files, from 0 */
                    position: number;
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
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What taking this import back would do now, and what stays and why. Changes nothing. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UndoPreview"];
                    };
                };
            };
        };
        put?: never;
        /** @description Takes the import back: what it added goes, what it changed is again as before, what was changed or built on since stays. The job’s result says what, as the preview does. */
        post: {
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
    "/api/v1/imports/mappings": {
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
                            mappings: {
                                at: string;
                                author: string;
                                /** @description for which it was settled */
                                file: string;
                                id: string;
                                /** @enum {string} */
                                kind: "orders" | "customers" | "settlements" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                                readonly leave: string[];
                                /** @description names of columns by field */
                                map: {
                                    [key: string]: string;
                                };
                                preset: string | null;
                                withoutBuyer: ("keep" | "leave-out") | null;
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
    "/api/v1/imports/mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Files with this header are read by the names of their columns again. */
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
                         * @description how to read 3/4/2026; without it such dates are rejected
                         * @enum {string}
                         */
                        dates?: "mdy" | "dmy";
                        /**
                         * @description what the files hold
                         * @enum {string}
                         */
                        kind: "orders" | "customers" | "settlements" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                        /** @description columns that are not read, whatever they are known for */
                        leave?: string[];
                        /** @description columns by field, where they are not found */
                        map?: {
                            [key: string]: string;
                        };
                        /** @description where it is not recognised */
                        preset?: string;
                        /** @description by the ids of uploads, where it is guessed wrongly */
                        reading?: {
                            [key: string]: {
                                /**
                                 * @description how the text is written
                                 * @enum {string}
                                 */
                                encoding?: "utf-8" | "gb18030" | "big5" | "shift_jis" | "euc-jp" | "euc-kr" | "utf-16le" | "utf-16be" | "windows-1250" | "windows-1251" | "windows-1252" | "windows-1254" | "koi8-r";
                                /** @description the sheet of a workbook */
                                sheet?: string;
                            };
                        };
                        /** @description false: columns are read by their names, not as files like it were settled before */
                        remembered?: boolean;
                        /** @description ids of uploads */
                        uploads: string[];
                        /**
                         * @description what becomes of orders without a buyer; else those of known exports without a column of buyers are kept for nobody
                         * @enum {string}
                         */
                        withoutBuyer?: "keep" | "leave-out";
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
                                    /** @description fields that are taken out of a packed address as well */
                                    readonly alsoGives: string[];
                                    column: string;
                                    field: string | null;
                                    /** @description what a column that is not recognised may be; it is read so only by `map` */
                                    guess: {
                                        /**
                                         * @description by name and values; by either; by values that other columns have too
                                         * @enum {string}
                                         */
                                        confidence: "high" | "middle" | "low";
                                        field: string;
                                    } | null;
                                    readonly samples: string[];
                                }[];
                                delimiter: string;
                                encoding: string;
                                /** @description what files of the preset hold; items are lines of orders in another file, settlements money that came in and went back for orders */
                                holds: ("orders" | "items" | "customers" | "settlements") | null;
                                /** @description orders without a buyer are kept for nobody; else they are left out */
                                keepsNobody: boolean;
                                /** @description the choice for an earlier file by which its columns are read */
                                kept: {
                                    at: string;
                                    author: string;
                                    /** @description for which it was settled */
                                    file: string;
                                    id: string;
                                    /** @enum {string} */
                                    kind: "orders" | "customers" | "settlements" | "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
                                    readonly leave: string[];
                                    /** @description names of columns by field */
                                    map: {
                                        [key: string]: string;
                                    };
                                    preset: string | null;
                                    withoutBuyer: ("keep" | "leave-out") | null;
                                } | null;
                                /**
                                 * @description what the file is; told by its content
                                 * @enum {string}
                                 */
                                kind: "csv" | "xlsx" | "json" | "parquet";
                                /** @description needed fields that no column was found for */
                                readonly missing: string[];
                                name: string;
                                preset: string | null;
                                presetName: components["schemas"]["Text"] | null;
                                /** @description false for a preset whose header was taken from descriptions, never seen in a real file */
                                proven: boolean | null;
                                /** @description the first 50 rows; contact data masked */
                                readonly rows: {
                                    readonly cells: {
                                        /** @description why it cannot be read */
                                        problem: components["schemas"]["Text"] | null;
                                        raw: string;
                                        /** @description what it is read as, where that is something else */
                                        value: string | null;
                                    }[];
                                    /** @description as a spreadsheet shows it */
                                    row: number;
                                }[];
                                sheet: string | null;
                                /** @description all that can be read of a workbook */
                                readonly sheets: string[];
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
    "/api/v1/jobs/{job}/error-files/{position}": {
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
                    /** @description which of the files, from 0 */
                    position: number;
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
    "/api/v1/ledger/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who rose and who fell within days, the latest first, as it is known now. */
        get: {
            parameters: {
                query: {
                    /** @description `next` of the page before */
                    after?: string;
                    direction?: "up" | "down" | "both";
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    from: string;
                    /** @description a tier: those alone who left it */
                    left?: string;
                    limit?: number;
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    to: string;
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
                            changes: {
                                /** @description our number */
                                customer: string;
                                /** @description the day whose values decided it */
                                decided: string;
                                /** @description from this day on */
                                effective: string;
                                externalId: string;
                                /** @description the tier shown before */
                                from: {
                                    id: string;
                                    name: components["schemas"]["Text"];
                                } | null;
                                /** @description the tier held: another than the one shown under an override */
                                held: {
                                    id: string;
                                    name: components["schemas"]["Text"];
                                };
                                /** @enum {string} */
                                kind: "first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge";
                                name: string | null;
                                /** @description counts the customer's entries */
                                number: string;
                                /** @description of a correction: what begins on the day after all; null where nothing does */
                                outcome: ("first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge") | null;
                                owner: string | null;
                                reason: {
                                    metric: string;
                                    name: components["schemas"]["Text"];
                                    words: components["schemas"]["Text"];
                                }[];
                                /** @description ISO 8601, UTC */
                                recordedAt: string;
                                rises: boolean;
                                scheme: {
                                    id: string;
                                    version: number;
                                };
                                /** @description nothing recorded later says otherwise of this day */
                                stands: boolean;
                                /** @description the tier shown from then on */
                                to: {
                                    id: string;
                                    name: components["schemas"]["Text"];
                                };
                            }[];
                            /** @description days with changes, the earliest first, of all pages */
                            days: {
                                /** @description YYYY-MM-DD, in the time zone of the business */
                                day: string;
                                down: number;
                                up: number;
                            }[];
                            down: number;
                            next: string | null;
                            /** @description of all pages */
                            up: number;
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
    "/api/v1/ledger/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Decides every day of the standard in force again from the register and holds it against the ledger; changes nothing. */
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
                            customers: number;
                            /** @description null: there is no ledger yet */
                            days: {
                                /** @description YYYY-MM-DD, in the time zone of the business */
                                from: string;
                                /** @description YYYY-MM-DD, in the time zone of the business */
                                to: string;
                            } | null;
                            differences: number;
                            example: {
                                customer: string;
                                /** @description YYYY-MM-DD, in the time zone of the business */
                                day: string;
                            } | null;
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
    "/api/v1/merges": {
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
                        "application/json": {
                            /** @description the latest first, at most 200 */
                            merges: components["schemas"]["MergedCustomer"][];
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
    "/api/v1/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What taking this merge apart would do now, and what stays and why. Changes nothing. */
        get: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeUndo"];
                    };
                };
            };
        };
        put?: never;
        /** @description Takes a merge of the last 30 days apart: what was the other’s, and what came since under an id of his, is his again; both are graded. Tiers of earlier days are corrected with the next evaluation. */
        post: {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeUndo"];
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
    "/api/v1/metrics/{id}/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    bins?: number;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Histogram"];
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
                header?: {
                    /** @description a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours */
                    "idempotency-key"?: string;
                };
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
                            /** @description likewise */
                            email?: string | number;
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
                            /** @description of a customer whom nobody knows yet: kept with him, or he is recognised by it where the settings say so */
                            phone?: string | number;
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
                                /** @description what is hardly meant, such as a day in the future; it was kept. None: nothing was noticed */
                                remarks?: components["schemas"]["Problem"][];
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
    "/api/v1/orders/unattributed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Orders without a buyer, the latest first; they count for nobody. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    /** @description a part of the order’s number */
                    search?: string;
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
                            /** @description on all pages */
                            count: number;
                            next: string | null;
                            orders: components["schemas"]["Order"][];
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
    "/api/v1/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Overrides and freezes of all customers, by the day they end. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    author?: string;
                    kind?: "pin" | "floor" | "ceiling" | "freeze";
                    limit?: number;
                    /** @description of whose customers; an empty text: nobody’s */
                    owner?: string;
                    /** @description the first to end first, or the last */
                    sort?: "ends" | "-ends";
                    /** @description ending: in force and over soon; ended: over, rejected or withdrawn */
                    state?: "waiting" | "in-force" | "ending" | "coming" | "ended";
                    tier?: string;
                    /** @description days ahead in which an end is near */
                    within?: number;
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
                        "application/json": components["schemas"]["OverridePage"];
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
    "/api/v1/overrides/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A file with a row for each override and freeze. */
        get: {
            parameters: {
                query?: {
                    author?: string;
                    /** @description of CSV; UTF-8 comes with a byte-order mark */
                    encoding?: "utf-8" | "gb18030";
                    format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
                    /** @description heads CSV and XLSX in a language, as the importer knows it; without it by canonical names */
                    headers?: "zh" | "en";
                    kind?: "pin" | "floor" | "ceiling" | "freeze";
                    /** @description of whose customers; an empty text: nobody’s */
                    owner?: string;
                    /** @description ending: in force and over soon; ended: over, rejected or withdrawn */
                    state?: "waiting" | "in-force" | "ending" | "coming" | "ended";
                    tier?: string;
                    /** @description days ahead in which an end is near */
                    within?: number;
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
    "/api/v1/overrides/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How many wait for approval. */
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
                        "application/json": {
                            count: number;
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
    "/api/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Proposals, the newest first; of whom one sees own customers alone theirs. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    state?: "open" | "decided";
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
                            next: string | null;
                            proposals: components["schemas"]["FormProposal"][];
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
    "/api/v1/proposals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Decides a proposal: the chosen fields become a new version of the customer, a new customer is made, or nothing is changed. */
        post: {
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
                        /** @description whose it is, where that had to be chosen */
                        customer?: string;
                        /** @enum {string} */
                        decision: "accept";
                        /** @description what is taken; otherwise all that differs */
                        fields?: string[];
                    } | {
                        /** @enum {string} */
                        decision: "add";
                    } | {
                        /** @enum {string} */
                        decision: "reject";
                        /** @default  */
                        reason?: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/count": {
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
                        "application/json": {
                            open: number;
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
    "/api/v1/proposals/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Accepts or rejects many proposals, each for itself. */
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
                        /** @enum {string} */
                        decision: "accept" | "reject";
                        ids: string[];
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
                            /** @description one for each, without problems where it was decided */
                            results: {
                                id: string;
                                problems: components["schemas"]["Problem"][];
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
    "/api/v1/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who put which version in force when, from which day on and, for a season, until which. */
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
                            /** @description the last one first */
                            publications: components["schemas"]["Publication"][];
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
    "/api/v1/publications/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Calls a planned publication off, or ends a season early. */
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
                        /** @description without it a season that has begun ended yesterday, and one that has not never begins */
                        lastDay?: string;
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
                            /** @description the last one first */
                            publications: components["schemas"]["Publication"][];
                        };
                    };
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
    "/api/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the checks find now, and how it was on earlier days. */
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
                        "application/json": components["schemas"]["Quality"];
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
    "/api/v1/quality/{check}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who fails a check, those who spent most first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description its id */
                    check: string;
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
                            customers: components["schemas"]["CustomerRow"][];
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
    "/api/v1/quality/{check}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A file with a row for each customer who fails, or each order of a check of orders. */
        get: {
            parameters: {
                query?: {
                    /** @description of CSV; UTF-8 comes with a byte-order mark */
                    encoding?: "utf-8" | "gb18030";
                    format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
                    /** @description heads CSV and XLSX in a language, as the importer knows it; without it by canonical names */
                    headers?: "zh" | "en";
                };
                header?: never;
                path: {
                    /** @description its id */
                    check: string;
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
    "/api/v1/quality/{check}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The orders that fail a check of orders, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description its id */
                    check: string;
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
                            next: string | null;
                            orders: components["schemas"]["FailingOrder"][];
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
    "/api/v1/radar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who falls within days if nothing more is bought, by the last look ahead, and what keeps them. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    days?: "30" | "60" | "90";
                    limit?: number;
                    owner?: string;
                    tier?: string;
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
                        "application/json": components["schemas"]["Radar"];
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
    "/api/v1/radar/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A file with a row for each customer who falls, and what keeps the tier. */
        get: {
            parameters: {
                query?: {
                    days?: "30" | "60" | "90";
                    /** @description of CSV; UTF-8 comes with a byte-order mark */
                    encoding?: "utf-8" | "gb18030";
                    format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
                    /** @description heads CSV and XLSX in a language, as the importer knows it; without it by canonical names */
                    headers?: "zh" | "en";
                    owner?: string;
                    tier?: string;
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
    "/api/v1/radar/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Looks ahead anew, as the daily run does. */
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
    "/api/v1/radar/near": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who is close to the next tier, and what is missing. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    /** @description from which share of the way on */
                    from?: number;
                    limit?: number;
                    owner?: string;
                    tier?: string;
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
                        "application/json": components["schemas"]["NearUpgrades"];
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
                        /**
                         * @description the same seed makes the same shop
                         * @default 1
                         */
                        seed?: number;
                        /** @description the last day; without it yesterday */
                        until?: string;
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
                        /** @description the last day of a season, after which the standard without it holds again */
                        endsOn?: string;
                        /**
                         * @description those who would lose their tier: graded anew, kept until the period ends, or kept for good
                         * @default anew
                         * @enum {string}
                         */
                        holders?: "anew" | "until-period-end" | "for-good";
                        published?: components["schemas"]["PublishedVersionInput"];
                        /**
                         * @description the same as holders when the season is over; without it they are graded anew
                         * @enum {string}
                         */
                        returnHolders?: "anew" | "until-period-end" | "for-good";
                        /** @description the first day on which it holds, today or later; without it today */
                        startsOn?: string;
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
                            endsOn: string | null;
                            id: string;
                            /** @description later than startsOn where a season has to end first */
                            inForceFrom: string;
                            /** @description false where it held anyway and nothing changes */
                            isNew: boolean;
                            /** @description by which it can be called off or ended */
                            publication: string | null;
                            /** @description YYYY-MM-DD, in the time zone of the business */
                            startsOn: string;
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
                            endsOn: string | null;
                            id: string;
                            /** @description later than startsOn where a season has to end first */
                            inForceFrom: string;
                            /** @description false where it held anyway and nothing changes */
                            isNew: boolean;
                            /** @description by which it can be called off or ended */
                            publication: string | null;
                            /** @description YYYY-MM-DD, in the time zone of the business */
                            startsOn: string;
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
                            /** @description traps; none of them hinders a publication */
                            warnings: components["schemas"]["SchemeWarning"][];
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
    "/api/v1/schemes/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What changes from one standard to another, in words. */
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
                         * @description null: the one in force
                         * @default null
                         */
                        from?: {
                            /** @description the scheme as JSON, as docs/scheme-format.md has it */
                            document?: unknown;
                            published?: components["schemas"]["PublishedVersionInput"];
                            /** @description or the id of a template */
                            template?: string;
                            /** @description or as YAML or JSON text */
                            text?: string;
                        } | null;
                        to: {
                            /** @description the scheme as JSON, as docs/scheme-format.md has it */
                            document?: unknown;
                            published?: components["schemas"]["PublishedVersionInput"];
                            /** @description or the id of a template */
                            template?: string;
                            /** @description or as YAML or JSON text */
                            text?: string;
                        };
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
                        "application/json": components["schemas"]["SchemeDifference"];
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
    "/api/v1/schemes/suggestions": {
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
                        metric: string;
                        /**
                         * @description how the rule compares
                         * @default atLeast
                         * @enum {string}
                         */
                        operator?: "atLeast" | "over";
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                        wanted: {
                            /** @enum {string} */
                            kind: "top-share";
                            /**
                             * @description percentages of customers, each for a threshold that at most so many reach
                             * @default [
                             *       5,
                             *       20
                             *     ]
                             */
                            shares?: number[];
                        } | {
                            /** @description a month, in major units */
                            budget: number;
                            /** @enum {string} */
                            kind: "budget";
                            /** @description whose benefits */
                            tier: string;
                        } | {
                            /**
                             * @description null: as many as the draft has
                             * @default null
                             */
                            classes?: number | null;
                            /** @enum {string} */
                            kind: "natural-breaks";
                        };
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
                        "application/json": components["schemas"]["Suggestions"];
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
    "/api/v1/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Drafts that look at what the last evaluation did not store, or at another day, need something computed first; it then stays for ten minutes for drafts of the same metrics. */
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
                        /** @description without it the day of the last evaluation */
                        asOf?: string;
                        /**
                         * @description shown: tiers as they are shown, by policy and by hand, beside those that would be shown on the day of publication; computed: what the rules alone give
                         * @default shown
                         * @enum {string}
                         */
                        compare?: "shown" | "computed";
                        /** @description the scheme as JSON, as docs/scheme-format.md has it */
                        document?: unknown;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                        /**
                         * @description false: where something has to be computed first, answer with the job that does it; then ask again
                         * @default true
                         */
                        wait?: boolean;
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
                        "application/json": components["schemas"]["Simulation"];
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
    "/api/v1/simulations/movers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A file with a row for each customer whose tier would be another, and why not a higher one. */
        post: {
            parameters: {
                query?: {
                    /** @description of CSV; UTF-8 comes with a byte-order mark */
                    encoding?: "utf-8" | "gb18030";
                    format?: "csv" | "xlsx" | "json" | "jsonl" | "parquet";
                    /** @description heads CSV and XLSX in a language, as the importer knows it; without it by canonical names */
                    headers?: "zh" | "en";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description without it the day of the last evaluation */
                        asOf?: string;
                        /**
                         * @description shown: tiers as they are shown, by policy and by hand, beside those that would be shown on the day of publication; computed: what the rules alone give
                         * @default shown
                         * @enum {string}
                         */
                        compare?: "shown" | "computed";
                        /** @description the scheme as JSON, as docs/scheme-format.md has it */
                        document?: unknown;
                        /** @description a tier of the current standard */
                        from?: string;
                        /** @description an empty text: nobody */
                        owner?: string;
                        /** @description locks the file in a ZIP archive (AES-256); letters, digits and signs of a keyboard */
                        password?: string;
                        /**
                         * @description within all but name those who spent most first
                         * @default spend
                         * @enum {string}
                         */
                        sort?: "spend" | "name" | "owner" | "store" | "source";
                        source?: string;
                        store?: string;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                        /** @description a tier of the draft */
                        to?: string;
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
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulations/movers/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A page of the customers whose tier would be another, and how many of whose they are. */
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
                        /** @description without it the day of the last evaluation */
                        asOf?: string;
                        /**
                         * @description by what the movers are counted
                         * @default owner
                         * @enum {string}
                         */
                        by?: "owner" | "store" | "source";
                        /**
                         * @description shown: tiers as they are shown, by policy and by hand, beside those that would be shown on the day of publication; computed: what the rules alone give
                         * @default shown
                         * @enum {string}
                         */
                        compare?: "shown" | "computed";
                        /** @description the scheme as JSON, as docs/scheme-format.md has it */
                        document?: unknown;
                        /** @description a tier of the current standard */
                        from?: string;
                        /** @default 20 */
                        limit?: number;
                        /** @default 0 */
                        offset?: number;
                        /** @description an empty text: nobody */
                        owner?: string;
                        /**
                         * @description within all but name those who spent most first
                         * @default spend
                         * @enum {string}
                         */
                        sort?: "spend" | "name" | "owner" | "store" | "source";
                        source?: string;
                        store?: string;
                        /** @description or the id of a template */
                        template?: string;
                        /** @description or as YAML or JSON text */
                        text?: string;
                        /** @description a tier of the draft */
                        to?: string;
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
                        "application/json": components["schemas"]["MoverPage"];
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
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Other systems that push what happens there, when something came last and how much of it waits for somebody. */
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
                        "application/json": {
                            sources: components["schemas"]["Source"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Adds a source; the other system is to send to its path. */
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
                        /** @enum {string} */
                        kind: "shopify" | "woocommerce" | "youzan" | "generic";
                        name: string;
                        /** @description the one that the other system gives out (Shopify, Youzan); others may leave it to be made here */
                        secret?: string;
                        settings?: components["schemas"]["SourceSettingsInput"];
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
                            path: string;
                            /** @description shown this once; null where it was given */
                            secret: string | null;
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
    "/api/v1/sources/{id}": {
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
        /** @description Changes a source. Paused it keeps what comes unread; when it goes on, that is read. */
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
                        name?: string;
                        paused?: boolean;
                        /** @description confirms that the numbers of orders and customers, which the mapping now reads elsewhere, are those of before: else what comes once more would become a second one, and the change is refused */
                        sameNumbers?: boolean;
                        settings?: components["schemas"]["SourceSettingsInput"];
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
        trace?: never;
    };
    "/api/v1/sources/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Deliveries that wait, the newest first, with what stands against them. */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: components["schemas"]["WaitingDelivery"][];
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
    "/api/v1/sources/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a delivery that waits said, contact data and all; it is noted who looked. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    delivery: string;
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            body: string;
                            topic: string;
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
    "/api/v1/sources/{id}/drops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Drops deliveries that somebody has dealt with. */
        post: {
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
                        deliveries: string[];
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
                            dropped: number;
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
    "/api/v1/sources/{id}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Tries once more to understand deliveries that wait: some, or without a list the oldest 500; with `next` as `after` those that follow. */
        post: {
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
                        after?: string;
                        deliveries?: string[];
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
                            kept: number;
                            /** @description of those tried */
                            left: number;
                            /** @description null: all were tried */
                            next: string | null;
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
    "/api/v1/sources/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Gives a source another secret; for 24 hours the old one holds beside it. */
        post: {
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
                        /** @description the one that the other system gives out (Shopify, Youzan); others may leave it to be made here */
                        secret?: string;
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
                            /** @description shown this once; null where it was given */
                            secret: string | null;
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
    "/api/v1/sources/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What would come of a delivery by some settings; nothing is kept. */
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
                        body: string;
                        /** @enum {string} */
                        kind: "shopify" | "woocommerce" | "youzan" | "generic";
                        settings?: components["schemas"]["SourceSettingsInput"];
                        /**
                         * @description what the header says it is about: `orders/create`, `order.updated`
                         * @default
                         */
                        topic?: string;
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
                        "application/json": components["schemas"]["SourcePreview"];
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
    "/api/v1/tier-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Tiers that shrank suddenly; for whoever sees all customers. */
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
                        "application/json": components["schemas"]["TierAlerts"];
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
    "/api/v1/tier-alerts/{id}/acknowledgement": {
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TierAlerts"];
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
    "/api/v1/tier-alerts/thresholds": {
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
                    "application/json": components["schemas"]["AlertThresholdsInput"];
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
                        "application/json": components["schemas"]["TierAlerts"];
                    };
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
    "/api/v1/tiers": {
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
                            /** @description null before the first */
                            evaluation: components["schemas"]["Evaluation"] | null;
                            /** @description of metrics that are predicted: why they are empty, or what they count */
                            remarks: components["schemas"]["Text"][];
                            /** @description lowest first */
                            tiers: components["schemas"]["TierShare"][];
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
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Endpoints that are told of events, and how many deliveries wait or were given up. */
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
                        "application/json": {
                            endpoints: components["schemas"]["WebhookEndpoint"][];
                            events: ("order.received" | "customer.changed" | "tier.changed" | "tier.will-change" | "import.finished")[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** @description Adds an endpoint, which is told of what happens from now on. */
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
                        /** @description of order.received, customer.changed, tier.changed, tier.will-change, import.finished */
                        events: string[];
                        /** @description https, on the public internet */
                        url: string;
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
                            /** @description shown this once; signatures are made with it */
                            secret: string;
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
    "/api/v1/webhooks/{id}": {
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
        /** @description Changes an endpoint; one that is put on again is told of what happens from then on, and gets what waited. */
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
                        enabled?: boolean;
                        /** @description of order.received, customer.changed, tier.changed, tier.will-change, import.finished */
                        events?: string[];
                        /** @description https, on the public internet */
                        url?: string;
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
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    limit?: number;
                    state?: "waiting" | "delivered" | "dead";
                };
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
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: components["schemas"]["WebhookDelivery"][];
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
    "/api/v1/webhooks/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Sends once more what was given up: some deliveries, or all without a list. */
        post: {
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
                        deliveries?: string[];
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
                            replayed: number;
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
    "/api/v1/webhooks/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Gives an endpoint a new secret; for 24 hours the old one signs beside it. */
        post: {
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
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description shown this once; signatures are made with it */
                            secret: string;
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
    "/api/v1/webhooks/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Sends a test event; what comes of it stands among the deliveries. */
        post: {
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
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            delivery: string;
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
        AlertThresholds: {
            customers: number;
            /** @description of its customers */
            percent: number;
        };
        AlertThresholdsInput: {
            customers: number;
            /** @description of its customers */
            percent: number;
        };
        AskableField: {
            choices: string[];
            field: string;
            name: components["schemas"]["Text"];
            /** @enum {string} */
            type: "text" | "number" | "money" | "date" | "choice" | "multi-choice" | "yes-no" | "phone" | "email";
        };
        AskableFieldInput: {
            choices: string[];
            field: string;
            name: components["schemas"]["TextInput"];
            /** @enum {string} */
            type: "text" | "number" | "money" | "date" | "choice" | "multi-choice" | "yes-no" | "phone" | "email";
        };
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
        Backtest: {
            currency: string;
            draft: {
                id: string;
                name: components["schemas"]["Text"];
            };
            /** @enum {string} */
            every: "month" | "quarter" | "year";
            /** @description YYYY-MM-DD, in the time zone of the business */
            from: string;
            /** @description the last day with orders, up to today */
            lastDay: string;
            readonly periods: {
                /** @description known by the end of the day */
                customers: number;
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                /** @description since the period before; null for the first */
                moves: {
                    down: number;
                    /** @description were not known at the end of the period before */
                    joined: number;
                    readonly matrix: {
                        customers: number;
                        /** @description null: was not known */
                        from: string | null;
                        to: string;
                    }[];
                    stayed: number;
                    up: number;
                } | null;
                /** @description null where the quarter after is not over */
                next: {
                    /** @description the one over the other: 1 foretells everything, 0 nothing */
                    accuracy: number | null;
                    /** @description spent by a customer in the three months after, in major units */
                    average: number | null;
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    from: string;
                    /** @description concentration of that spend when customers are ranked by tier */
                    gini: number | null;
                    /** @description when they are ranked by what they were to spend */
                    perfectGini: number | null;
                    /** @description lowest first */
                    readonly tiers: {
                        average: number | null;
                        id: string;
                        /** @description the tier's average over everybody's */
                        lift: number | null;
                    }[];
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    to: string;
                } | null;
                revenue: number;
                /** @description lowest first */
                readonly tiers: {
                    customers: number;
                    id: string;
                    /** @description spent up to the day, in major units */
                    revenue: number;
                    /** @description 0 to 1 */
                    revenueShare: number;
                    /** @description 0 to 1 */
                    share: number;
                }[];
            }[];
            /** @description lowest first */
            readonly tiers: {
                id: string;
                name: components["schemas"]["Text"];
            }[];
            /** @description YYYY-MM-DD, in the time zone of the business */
            to: string;
        };
        BacktestInput: {
            currency: string;
            draft: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            /** @enum {string} */
            every: "month" | "quarter" | "year";
            /** @description YYYY-MM-DD, in the time zone of the business */
            from: string;
            /** @description the last day with orders, up to today */
            lastDay: string;
            readonly periods: {
                /** @description known by the end of the day */
                customers: number;
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                /** @description since the period before; null for the first */
                moves: {
                    down: number;
                    /** @description were not known at the end of the period before */
                    joined: number;
                    readonly matrix: {
                        customers: number;
                        /** @description null: was not known */
                        from: string | null;
                        to: string;
                    }[];
                    stayed: number;
                    up: number;
                } | null;
                /** @description null where the quarter after is not over */
                next: {
                    /** @description the one over the other: 1 foretells everything, 0 nothing */
                    accuracy: number | null;
                    /** @description spent by a customer in the three months after, in major units */
                    average: number | null;
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    from: string;
                    /** @description concentration of that spend when customers are ranked by tier */
                    gini: number | null;
                    /** @description when they are ranked by what they were to spend */
                    perfectGini: number | null;
                    /** @description lowest first */
                    readonly tiers: {
                        average: number | null;
                        id: string;
                        /** @description the tier's average over everybody's */
                        lift: number | null;
                    }[];
                    /** @description YYYY-MM-DD, in the time zone of the business */
                    to: string;
                } | null;
                revenue: number;
                /** @description lowest first */
                readonly tiers: {
                    customers: number;
                    id: string;
                    /** @description spent up to the day, in major units */
                    revenue: number;
                    /** @description 0 to 1 */
                    revenueShare: number;
                    /** @description 0 to 1 */
                    share: number;
                }[];
            }[];
            /** @description lowest first */
            readonly tiers: {
                id: string;
                name: components["schemas"]["TextInput"];
            }[];
            /** @description YYYY-MM-DD, in the time zone of the business */
            to: string;
        };
        Business: {
            currency: string;
            /** @description that the caller may see */
            customers: number;
            /** @description HH:MM in the time zone: when everybody is graded anew each day */
            dailyRunAt: string;
            name: string | null;
            /** @description of these customers */
            orders: number;
            /**
             * @description whose overrides count only once somebody else has approved them
             * @enum {string}
             */
            overrideApproval: "nobody" | "reps" | "everybody";
            /** @description by what customers are recognised under ids that nobody has, in order: phone, email, ids of fields of your own */
            recognisedBy: string[];
            /** @description by which customers are graded; null before the first is published */
            scheme: {
                id: string;
                name: components["schemas"]["Text"];
                version: number;
            } | null;
            timeZone: string;
            /** @description orders of which nobody knows whose they are */
            unattributed: number;
        };
        BusinessInput: {
            currency: string;
            /** @description that the caller may see */
            customers: number;
            /** @description HH:MM in the time zone: when everybody is graded anew each day */
            dailyRunAt: string;
            name: string | null;
            /** @description of these customers */
            orders: number;
            /**
             * @description whose overrides count only once somebody else has approved them
             * @enum {string}
             */
            overrideApproval: "nobody" | "reps" | "everybody";
            /** @description by what customers are recognised under ids that nobody has, in order: phone, email, ids of fields of your own */
            recognisedBy: string[];
            /** @description by which customers are graded; null before the first is published */
            scheme: {
                id: string;
                name: components["schemas"]["TextInput"];
                version: number;
            } | null;
            timeZone: string;
            /** @description orders of which nobody knows whose they are */
            unattributed: number;
        };
        Call: {
            assignedTo: string;
            customer: {
                externalId: string;
                id: string;
                name: string | null;
                /** @description masked */
                phone: string | null;
            };
            /** @description YYYY-MM-DD, in the time zone of the business */
            dueOn: string;
            endedAt: string | null;
            endedBy: string | null;
            endNote: string | null;
            form: {
                id: string;
                title: components["schemas"]["Text"];
            };
            id: string;
            /** @description ISO 8601, UTC */
            madeAt: string;
            madeBy: string;
            note: string;
            /**
             * @description who was not reached may be called again
             * @enum {string}
             */
            state: "open" | "done" | "not-reached";
        };
        CallInput: {
            assignedTo: string;
            customer: {
                externalId: string;
                id: string;
                name: string | null;
                /** @description masked */
                phone: string | null;
            };
            /** @description YYYY-MM-DD, in the time zone of the business */
            dueOn: string;
            endedAt: string | null;
            endedBy: string | null;
            endNote: string | null;
            form: {
                id: string;
                title: components["schemas"]["TextInput"];
            };
            id: string;
            /** @description ISO 8601, UTC */
            madeAt: string;
            madeBy: string;
            note: string;
            /**
             * @description who was not reached may be called again
             * @enum {string}
             */
            state: "open" | "done" | "not-reached";
        };
        Challenge: {
            document: unknown;
            endedAt: string | null;
            endedBy: string | null;
            id: string;
            /** @description promoted: it was published; null: it goes on */
            outcome: ("ended" | "promoted") | null;
            scheme: {
                id: string;
                name: components["schemas"]["Text"];
            };
            /** @description ISO 8601, UTC */
            startedAt: string;
            startedBy: string;
            /** @description of one that was published before */
            version: number | null;
        };
        ChallengeHistory: {
            challenge: components["schemas"]["Challenge"];
            /** @description on which everybody was evaluated, in their order */
            days: {
                challenger: {
                    /** @description of its benefits a month */
                    cost: number | null;
                    customers: number;
                    id: string;
                    name: components["schemas"]["Text"];
                    /** @description in major units */
                    revenue: number;
                }[];
                /** @description its tiers, lowest first */
                champion: {
                    /** @description of its benefits a month */
                    cost: number | null;
                    customers: number;
                    id: string;
                    name: components["schemas"]["Text"];
                    /** @description in major units */
                    revenue: number;
                }[];
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                /** @description what was spent in the quarter after, by the tiers of both */
                foretold: {
                    challenger: {
                        /** @description 1 foretells everything, 0 nothing */
                        accuracy: number | null;
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        from: string;
                        readonly tiers: {
                            average: number | null;
                            id: string;
                            lift: number | null;
                        }[];
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        to: string;
                    };
                    champion: {
                        /** @description 1 foretells everything, 0 nothing */
                        accuracy: number | null;
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        from: string;
                        readonly tiers: {
                            average: number | null;
                            id: string;
                            lift: number | null;
                        }[];
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        to: string;
                    };
                } | null;
                /** @description why it failed */
                message: components["schemas"]["Text"] | null;
                /** @description customers whom both give different tiers */
                moved: number | null;
                /** @description the one that was in force */
                standard: {
                    id: string;
                    version: number;
                } | null;
                /** @enum {string} */
                state: "done" | "failed";
            }[];
            /** @description the last day that did not fail, with who agrees where */
            last: components["schemas"]["Simulation"] | null;
            /** @description days of which it can be told by now who foretold better */
            toForetell: number;
        };
        ChallengeHistoryInput: {
            challenge: components["schemas"]["ChallengeInput"];
            /** @description on which everybody was evaluated, in their order */
            days: {
                challenger: {
                    /** @description of its benefits a month */
                    cost: number | null;
                    customers: number;
                    id: string;
                    name: components["schemas"]["TextInput"];
                    /** @description in major units */
                    revenue: number;
                }[];
                /** @description its tiers, lowest first */
                champion: {
                    /** @description of its benefits a month */
                    cost: number | null;
                    customers: number;
                    id: string;
                    name: components["schemas"]["TextInput"];
                    /** @description in major units */
                    revenue: number;
                }[];
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                /** @description what was spent in the quarter after, by the tiers of both */
                foretold: {
                    challenger: {
                        /** @description 1 foretells everything, 0 nothing */
                        accuracy: number | null;
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        from: string;
                        readonly tiers: {
                            average: number | null;
                            id: string;
                            lift: number | null;
                        }[];
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        to: string;
                    };
                    champion: {
                        /** @description 1 foretells everything, 0 nothing */
                        accuracy: number | null;
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        from: string;
                        readonly tiers: {
                            average: number | null;
                            id: string;
                            lift: number | null;
                        }[];
                        /** @description YYYY-MM-DD, in the time zone of the business */
                        to: string;
                    };
                } | null;
                /** @description why it failed */
                message: components["schemas"]["TextInput"] | null;
                /** @description customers whom both give different tiers */
                moved: number | null;
                /** @description the one that was in force */
                standard: {
                    id: string;
                    version: number;
                } | null;
                /** @enum {string} */
                state: "done" | "failed";
            }[];
            /** @description the last day that did not fail, with who agrees where */
            last: components["schemas"]["SimulationInput"] | null;
            /** @description days of which it can be told by now who foretold better */
            toForetell: number;
        };
        ChallengeInput: {
            document: unknown;
            endedAt: string | null;
            endedBy: string | null;
            id: string;
            /** @description promoted: it was published; null: it goes on */
            outcome: ("ended" | "promoted") | null;
            scheme: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            /** @description ISO 8601, UTC */
            startedAt: string;
            startedBy: string;
            /** @description of one that was published before */
            version: number | null;
        };
        Consent: {
            author: string;
            form: {
                id: string;
                title: components["schemas"]["Text"];
            };
            /** @description ISO 8601, UTC */
            givenAt: string;
            name: components["schemas"]["Text"];
            /** @description as it was shown then */
            notice: components["schemas"]["Text"];
            noticeVersion: number;
            purpose: number;
            /** @enum {string} */
            source: "page" | "phone";
            submission: string;
            withdrawnAt: string | null;
            withdrawnBy: string | null;
        };
        ConsentInput: {
            author: string;
            form: {
                id: string;
                title: components["schemas"]["TextInput"];
            };
            /** @description ISO 8601, UTC */
            givenAt: string;
            name: components["schemas"]["TextInput"];
            /** @description as it was shown then */
            notice: components["schemas"]["TextInput"];
            noticeVersion: number;
            purpose: number;
            /** @enum {string} */
            source: "page" | "phone";
            submission: string;
            withdrawnAt: string | null;
            withdrawnBy: string | null;
        };
        Customer: {
            /** @description only whether there is one */
            address: string | null;
            /** @description the day as of which the customer was graded */
            asOf: string | null;
            birthday: string | null;
            channel: string | null;
            company: string | null;
            custom: {
                id: string;
                name: components["schemas"]["Text"];
                type: string;
                value: number | string | null;
            }[];
            /** @description masked */
            email: string | null;
            /** @description the business's own id */
            externalId: string;
            gender: string | null;
            gradedAt: string | null;
            /** @description our number */
            id: string;
            /** @description by id of the metric: money in major units, days, texts; null where there is none */
            metrics: {
                [key: string]: number | string | null;
            };
            name: string | null;
            occupation: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            /** @description masked */
            phone: string | null;
            /** @description when what stands here was recorded */
            recordedAt: string;
            referredBy: string | null;
            region: string | null;
            registeredAt: string | null;
            source: string | null;
            store: string | null;
            /** @description null: not graded yet */
            tier: string | null;
        };
        CustomerInput: {
            /** @description only whether there is one */
            address: string | null;
            /** @description the day as of which the customer was graded */
            asOf: string | null;
            birthday: string | null;
            channel: string | null;
            company: string | null;
            custom: {
                id: string;
                name: components["schemas"]["TextInput"];
                type: string;
                value: number | string | null;
            }[];
            /** @description masked */
            email: string | null;
            /** @description the business's own id */
            externalId: string;
            gender: string | null;
            gradedAt: string | null;
            /** @description our number */
            id: string;
            /** @description by id of the metric: money in major units, days, texts; null where there is none */
            metrics: {
                [key: string]: number | string | null;
            };
            name: string | null;
            occupation: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            /** @description masked */
            phone: string | null;
            /** @description when what stands here was recorded */
            recordedAt: string;
            referredBy: string | null;
            region: string | null;
            registeredAt: string | null;
            source: string | null;
            store: string | null;
            /** @description null: not graded yet */
            tier: string | null;
        };
        CustomerQuality: {
            /** @description checks that could be asked */
            asked: number;
            /** @enum {string} */
            confidence: "high" | "middle" | "low";
            failing: {
                id: string;
                /** @enum {string} */
                kind: "completeness" | "plausibility" | "staleness";
                /** @description what one would do */
                mend: components["schemas"]["Text"];
                /** @description that fail, of a check of orders */
                orders: number;
                /**
                 * @description of what it is
                 * @enum {string}
                 */
                subject: "customers" | "orders";
                /** @description what is wrong */
                title: components["schemas"]["Text"];
                weight: number;
                /** @description why it matters */
                why: components["schemas"]["Text"];
            }[];
            /** @description 0 to 100: the weighted share of the checks asked that are passed */
            score: number;
        };
        CustomerQualityInput: {
            /** @description checks that could be asked */
            asked: number;
            /** @enum {string} */
            confidence: "high" | "middle" | "low";
            failing: {
                id: string;
                /** @enum {string} */
                kind: "completeness" | "plausibility" | "staleness";
                /** @description what one would do */
                mend: components["schemas"]["TextInput"];
                /** @description that fail, of a check of orders */
                orders: number;
                /**
                 * @description of what it is
                 * @enum {string}
                 */
                subject: "customers" | "orders";
                /** @description what is wrong */
                title: components["schemas"]["TextInput"];
                weight: number;
                /** @description why it matters */
                why: components["schemas"]["TextInput"];
            }[];
            /** @description 0 to 100: the weighted share of the checks asked that are passed */
            score: number;
        };
        CustomerRow: {
            /** @description the day as of which the customer was graded */
            asOf: string | null;
            channel: string | null;
            /** @description masked */
            email: string | null;
            /** @description the business's own id */
            externalId: string;
            gradedAt: string | null;
            /** @description our number */
            id: string;
            /** @description by id of the metric: money in major units, days, texts; null where there is none */
            metrics: {
                [key: string]: number | string | null;
            };
            name: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            /** @description masked */
            phone: string | null;
            region: string | null;
            registeredAt: string | null;
            source: string | null;
            store: string | null;
            /** @description null: not graded yet */
            tier: string | null;
        };
        CustomerRowInput: {
            /** @description the day as of which the customer was graded */
            asOf: string | null;
            channel: string | null;
            /** @description masked */
            email: string | null;
            /** @description the business's own id */
            externalId: string;
            gradedAt: string | null;
            /** @description our number */
            id: string;
            /** @description by id of the metric: money in major units, days, texts; null where there is none */
            metrics: {
                [key: string]: number | string | null;
            };
            name: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            /** @description masked */
            phone: string | null;
            region: string | null;
            registeredAt: string | null;
            source: string | null;
            store: string | null;
            /** @description null: not graded yet */
            tier: string | null;
        };
        DuplicatePage: {
            /** @description pairs by state */
            counts: {
                later: number;
                "not-same": number;
                open: number;
            };
            next: string | null;
            pairs: components["schemas"]["DuplicatePair"][];
            /** @description what speaks for pairs of this state, and for how many */
            reasons: {
                id: string;
                pairs: number;
                says: components["schemas"]["Text"];
            }[];
            /** @description null before the first: POST /duplicates/searches */
            search: components["schemas"]["DuplicateSearch"] | null;
        };
        DuplicatePageInput: {
            /** @description pairs by state */
            counts: {
                later: number;
                "not-same": number;
                open: number;
            };
            next: string | null;
            pairs: components["schemas"]["DuplicatePairInput"][];
            /** @description what speaks for pairs of this state, and for how many */
            reasons: {
                id: string;
                pairs: number;
                says: components["schemas"]["TextInput"];
            }[];
            /** @description null before the first: POST /duplicates/searches */
            search: components["schemas"]["DuplicateSearchInput"] | null;
        };
        DuplicatePair: {
            against: {
                /** @description its weight: one bit more doubles the odds that they are one; below 0 it speaks against it */
                bits: number;
                id: string;
                says: components["schemas"]["Text"];
            }[];
            /** @description that they are one, in percent from 1 to 99; docs/duplicates.md */
            confidence: number;
            decision: {
                author: string;
                /** @description ISO 8601, UTC */
                decidedAt: string;
                reason: string;
            } | null;
            /** @description side by side; contact data masked, and compared in full */
            fields: {
                field: string;
                name: components["schemas"]["Text"];
                one: string | null;
                other: string | null;
                /** @description null where either is not known, or came masked */
                same: boolean | null;
                type: string;
            }[];
            /** @description who is kept unless somebody says otherwise: more orders, then the older */
            kept: string;
            one: {
                externalId: string;
                id: string;
                lastOrder: string | null;
                name: string | null;
                orders: number;
                owner: string | null;
                tier: string | null;
            };
            other: {
                externalId: string;
                id: string;
                lastOrder: string | null;
                name: string | null;
                orders: number;
                owner: string | null;
                tier: string | null;
            };
            /** @description what speaks for it, the strongest first */
            reasons: {
                /** @description its weight: one bit more doubles the odds that they are one; below 0 it speaks against it */
                bits: number;
                id: string;
                says: components["schemas"]["Text"];
            }[];
        };
        DuplicatePairInput: {
            against: {
                /** @description its weight: one bit more doubles the odds that they are one; below 0 it speaks against it */
                bits: number;
                id: string;
                says: components["schemas"]["TextInput"];
            }[];
            /** @description that they are one, in percent from 1 to 99; docs/duplicates.md */
            confidence: number;
            decision: {
                author: string;
                /** @description ISO 8601, UTC */
                decidedAt: string;
                reason: string;
            } | null;
            /** @description side by side; contact data masked, and compared in full */
            fields: {
                field: string;
                name: components["schemas"]["TextInput"];
                one: string | null;
                other: string | null;
                /** @description null where either is not known, or came masked */
                same: boolean | null;
                type: string;
            }[];
            /** @description who is kept unless somebody says otherwise: more orders, then the older */
            kept: string;
            one: {
                externalId: string;
                id: string;
                lastOrder: string | null;
                name: string | null;
                orders: number;
                owner: string | null;
                tier: string | null;
            };
            other: {
                externalId: string;
                id: string;
                lastOrder: string | null;
                name: string | null;
                orders: number;
                owner: string | null;
                tier: string | null;
            };
            /** @description what speaks for it, the strongest first */
            reasons: {
                /** @description its weight: one bit more doubles the odds that they are one; below 0 it speaks against it */
                bits: number;
                id: string;
                says: components["schemas"]["TextInput"];
            }[];
        };
        DuplicateSearch: {
            author: string;
            customers: number;
            /** @description false: customers were added, changed or merged since */
            isCurrent: boolean;
            /** @description false: there were more pairs; those with the most confidence are kept */
            isWhole: boolean;
            pairs: number;
            /** @description ISO 8601, UTC */
            searchedAt: string;
        };
        DuplicateSearchInput: {
            author: string;
            customers: number;
            /** @description false: customers were added, changed or merged since */
            isCurrent: boolean;
            /** @description false: there were more pairs; those with the most confidence are kept */
            isWhole: boolean;
            pairs: number;
            /** @description ISO 8601, UTC */
            searchedAt: string;
        };
        Evaluation: {
            /** @description YYYY-MM-DD, in the time zone of the business */
            asOf: string;
            /** @description a user's name, `daily run`, `command line`, `import 3` */
            author: string;
            /** @description customers whose tier is another than in the evaluation before */
            changed: number | null;
            /** @description null unless it is done, like the two that follow */
            customers: number | null;
            durationMs: number | null;
            finishedAt: string | null;
            id: string;
            /**
             * @description `carried`: those alone were graded of whom the days since may change anything
             * @enum {string}
             */
            kind: "full" | "carried";
            /** @description why it failed */
            message: string | null;
            schemeId: string;
            /** @description ISO 8601, UTC */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            version: number;
        };
        EvaluationInput: {
            /** @description YYYY-MM-DD, in the time zone of the business */
            asOf: string;
            /** @description a user's name, `daily run`, `command line`, `import 3` */
            author: string;
            /** @description customers whose tier is another than in the evaluation before */
            changed: number | null;
            /** @description null unless it is done, like the two that follow */
            customers: number | null;
            durationMs: number | null;
            finishedAt: string | null;
            id: string;
            /**
             * @description `carried`: those alone were graded of whom the days since may change anything
             * @enum {string}
             */
            kind: "full" | "carried";
            /** @description why it failed */
            message: string | null;
            schemeId: string;
            /** @description ISO 8601, UTC */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            version: number;
        };
        Event: {
            aspect: string | null;
            /** @description day, with the time of day where it is known, in the business's time zone */
            at: string;
            id: string;
            kind: string | null;
            /** @description what the quantity measures */
            measure: string | null;
            product: string | null;
            quantity: number | null;
            rating: number | null;
            resolvedAt: string | null;
            /** @enum {string} */
            source: "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
            text: string | null;
        };
        EventInput: {
            aspect: string | null;
            /** @description day, with the time of day where it is known, in the business's time zone */
            at: string;
            id: string;
            kind: string | null;
            /** @description what the quantity measures */
            measure: string | null;
            product: string | null;
            quantity: number | null;
            rating: number | null;
            resolvedAt: string | null;
            /** @enum {string} */
            source: "reviews" | "complaints" | "service" | "visits" | "usage" | "points";
            text: string | null;
        };
        FailingOrder: {
            /** @description in major units */
            amount: number;
            /** @description our number */
            customer: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            externalId: string;
            id: string;
            name: string | null;
            owner: string | null;
            reference: string;
            refunded: number | null;
            status: string;
        };
        FailingOrderInput: {
            /** @description in major units */
            amount: number;
            /** @description our number */
            customer: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            externalId: string;
            id: string;
            name: string | null;
            owner: string | null;
            reference: string;
            refunded: number | null;
            status: string;
        };
        Fall: {
            /** @description our number */
            customer: string;
            externalId: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            fallsOn: string;
            from: {
                id: string;
                name: components["schemas"]["Text"];
            };
            /** @description the last day on which something can be done about it; null where it falls as an override ends or begins */
            keepBy: string | null;
            /** @description what is missing then until the tier is kept; empty where nobody can say */
            keeps: components["schemas"]["Text"];
            name: string | null;
            owner: string | null;
            /** @description what the standard counts of the twelve months up to `asOf`, in major units */
            spend: number;
            to: {
                id: string;
                name: components["schemas"]["Text"];
            };
        };
        FallInput: {
            /** @description our number */
            customer: string;
            externalId: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            fallsOn: string;
            from: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            /** @description the last day on which something can be done about it; null where it falls as an override ends or begins */
            keepBy: string | null;
            /** @description what is missing then until the tier is kept; empty where nobody can say */
            keeps: components["schemas"]["TextInput"];
            name: string | null;
            owner: string | null;
            /** @description what the standard counts of the twelve months up to `asOf`, in major units */
            spend: number;
            to: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
        };
        Field: {
            choices: string[];
            id: string;
            /** @enum {string} */
            kind: "field" | "metric";
            name: components["schemas"]["Text"];
            operators: string[];
            /** @description contact data: matched whole only */
            sealed: boolean;
            sortable: boolean;
            type: string;
            /** @description shown as a percentage: ratio is 0 … 1, percent is one already */
            unit: ("ratio" | "percent") | null;
        };
        FieldInput: {
            choices: string[];
            id: string;
            /** @enum {string} */
            kind: "field" | "metric";
            name: components["schemas"]["TextInput"];
            operators: string[];
            /** @description contact data: matched whole only */
            sealed: boolean;
            sortable: boolean;
            type: string;
            /** @description shown as a percentage: ratio is 0 … 1, percent is one already */
            unit: ("ratio" | "percent") | null;
        };
        Form: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            author: string;
            channel: string | null;
            closedAt: string | null;
            closedBy: string | null;
            endsOn: string | null;
            fields: {
                /** @description as customers have it: `phone`, `custom.ID` */
                field: string;
                help: components["schemas"]["Text"] | null;
                /** @description what is asked instead of the field’s name */
                label: components["schemas"]["Text"] | null;
                required: boolean;
            }[];
            id: string;
            intro: components["schemas"]["Text"];
            /** @enum {string} */
            kind: "sign-up" | "questionnaire";
            noticeVersion: number;
            open: boolean;
            owner: string | null;
            /** @description the address of its page on this server: whoever has it may fill it in */
            path: string;
            /** @description points */
            reward: string | null;
            store: string | null;
            submissions: number;
            title: components["schemas"]["Text"];
            /** @description of these, proposals that nobody has decided */
            waiting: number;
        };
        FormInput: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            author: string;
            channel: string | null;
            closedAt: string | null;
            closedBy: string | null;
            endsOn: string | null;
            fields: {
                /** @description as customers have it: `phone`, `custom.ID` */
                field: string;
                help: components["schemas"]["TextInput"] | null;
                /** @description what is asked instead of the field’s name */
                label: components["schemas"]["TextInput"] | null;
                required: boolean;
            }[];
            id: string;
            intro: components["schemas"]["TextInput"];
            /** @enum {string} */
            kind: "sign-up" | "questionnaire";
            noticeVersion: number;
            open: boolean;
            owner: string | null;
            /** @description the address of its page on this server: whoever has it may fill it in */
            path: string;
            /** @description points */
            reward: string | null;
            store: string | null;
            submissions: number;
            title: components["schemas"]["TextInput"];
            /** @description of these, proposals that nobody has decided */
            waiting: number;
        };
        FormNotice: {
            author: string;
            /** @description ISO 8601, UTC */
            notedAt: string;
            notice: components["schemas"]["Text"];
            purposes: {
                name: components["schemas"]["Text"];
                /** @description without it the form cannot be sent */
                required: boolean;
            }[];
            version: number;
        };
        FormNoticeInput: {
            author: string;
            /** @description ISO 8601, UTC */
            notedAt: string;
            notice: components["schemas"]["TextInput"];
            purposes: {
                name: components["schemas"]["TextInput"];
                /** @description without it the form cannot be sent */
                required: boolean;
            }[];
            version: number;
        };
        FormProposal: {
            author: string;
            /** @description ISO 8601, UTC */
            cameAt: string;
            candidates: {
                externalId: string;
                id: string;
                name: string | null;
            }[];
            /** @description whose it seems to be; null: choose among the candidates */
            customer: {
                externalId: string;
                id: string;
                name: string | null;
            } | null;
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description what was filled in beside what is kept; contact data masked */
            fields: {
                differs: boolean;
                field: string;
                given: string;
                kept: string | null;
                name: components["schemas"]["Text"];
                /** @enum {string} */
                type: "text" | "number" | "money" | "date" | "choice" | "multi-choice" | "yes-no" | "phone" | "email";
            }[];
            form: {
                id: string;
                title: components["schemas"]["Text"];
            };
            id: string;
            reason: string | null;
            /** @enum {string} */
            source: "page" | "phone";
            /** @enum {string} */
            state: "recorded" | "proposed" | "accepted" | "added" | "rejected";
            /** @description the fields that were taken */
            taken: string[] | null;
        };
        FormProposalInput: {
            author: string;
            /** @description ISO 8601, UTC */
            cameAt: string;
            candidates: {
                externalId: string;
                id: string;
                name: string | null;
            }[];
            /** @description whose it seems to be; null: choose among the candidates */
            customer: {
                externalId: string;
                id: string;
                name: string | null;
            } | null;
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description what was filled in beside what is kept; contact data masked */
            fields: {
                differs: boolean;
                field: string;
                given: string;
                kept: string | null;
                name: components["schemas"]["TextInput"];
                /** @enum {string} */
                type: "text" | "number" | "money" | "date" | "choice" | "multi-choice" | "yes-no" | "phone" | "email";
            }[];
            form: {
                id: string;
                title: components["schemas"]["TextInput"];
            };
            id: string;
            reason: string | null;
            /** @enum {string} */
            source: "page" | "phone";
            /** @enum {string} */
            state: "recorded" | "proposed" | "accepted" | "added" | "rejected";
            /** @description the fields that were taken */
            taken: string[] | null;
        };
        Freshness: {
            /** @description the day as of which everybody is graded */
            asOf: string | null;
            evaluatedAt: string | null;
            /** @description days that have gone by without a run since everybody was graded last */
            readonly missedRuns: string[];
            /** @description null before the first standard is published */
            nextRunAt: string | null;
            /** @description without a grade, or with one as of an earlier day than that of the run that was due last */
            staleCustomers: number;
        };
        FreshnessInput: {
            /** @description the day as of which everybody is graded */
            asOf: string | null;
            evaluatedAt: string | null;
            /** @description days that have gone by without a run since everybody was graded last */
            readonly missedRuns: string[];
            /** @description null before the first standard is published */
            nextRunAt: string | null;
            /** @description without a grade, or with one as of an earlier day than that of the run that was due last */
            staleCustomers: number;
        };
        HeldTier: {
            /** @description YYYY-MM-DD, in the time zone of the business */
            asOf: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            began: string;
            downgrade: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                effective: string;
                to: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
            } | null;
            frozenUntil: string | null;
            /** @description the next day whose values decide whether it is kept; null: nothing falls */
            keepBy: string | null;
            /** @description until when it cannot fall: by its validity or a freeze */
            keptUntil: string | null;
            shown: {
                id: string;
                name: components["schemas"]["Text"];
            };
            tier: {
                id: string;
                name: components["schemas"]["Text"];
            };
            upgrade: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                effective: string;
                to: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
            } | null;
            /** @description the day of the downgrade the customer is warned of */
            warnedFor: string | null;
        };
        HeldTierInput: {
            /** @description YYYY-MM-DD, in the time zone of the business */
            asOf: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            began: string;
            downgrade: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                effective: string;
                to: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
            } | null;
            frozenUntil: string | null;
            /** @description the next day whose values decide whether it is kept; null: nothing falls */
            keepBy: string | null;
            /** @description until when it cannot fall: by its validity or a freeze */
            keptUntil: string | null;
            shown: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            tier: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            upgrade: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                effective: string;
                to: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
            } | null;
            /** @description the day of the downgrade the customer is warned of */
            warnedFor: string | null;
        };
        Histogram: {
            /** @description values from `from` up to `to`, which the last bin includes; the last is wider where few values lie far above the others */
            readonly bins: {
                customers: number;
                from: number;
                to: number;
            }[];
            /** @description customers without a value */
            empty: number;
            max: number | null;
            metric: {
                id: string;
                name: components["schemas"]["Text"];
                type: string;
            };
            min: number | null;
        };
        HistogramInput: {
            /** @description values from `from` up to `to`, which the last bin includes; the last is wider where few values lie far above the others */
            readonly bins: {
                customers: number;
                from: number;
                to: number;
            }[];
            /** @description customers without a value */
            empty: number;
            max: number | null;
            metric: {
                id: string;
                name: components["schemas"]["TextInput"];
                type: string;
            };
            min: number | null;
        };
        Job: {
            /** @description how far the step is, 0 to 1 */
            fraction: number | null;
            id: string;
            /** @enum {string} */
            kind: "import" | "undo" | "sample" | "backtest" | "simulation" | "radar" | "export";
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
            kind: "import" | "undo" | "sample" | "backtest" | "simulation" | "radar" | "export";
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
        LedgerEntry: {
            /** @description the day whose values decided it */
            decided: string;
            /** @description from this day on */
            effective: string;
            /** @description the tier shown before */
            from: {
                id: string;
                name: components["schemas"]["Text"];
            } | null;
            /** @description the tier held: another than the one shown under an override */
            held: {
                id: string;
                name: components["schemas"]["Text"];
            };
            /** @enum {string} */
            kind: "first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge";
            /** @description counts the customer's entries */
            number: string;
            /** @description of a correction: what begins on the day after all; null where nothing does */
            outcome: ("first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge") | null;
            reason: {
                metric: string;
                name: components["schemas"]["Text"];
                words: components["schemas"]["Text"];
            }[];
            /** @description ISO 8601, UTC */
            recordedAt: string;
            scheme: {
                id: string;
                version: number;
            };
            /** @description nothing recorded later says otherwise of this day */
            stands: boolean;
            /** @description the tier shown from then on */
            to: {
                id: string;
                name: components["schemas"]["Text"];
            };
        };
        LedgerEntryInput: {
            /** @description the day whose values decided it */
            decided: string;
            /** @description from this day on */
            effective: string;
            /** @description the tier shown before */
            from: {
                id: string;
                name: components["schemas"]["TextInput"];
            } | null;
            /** @description the tier held: another than the one shown under an override */
            held: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            /** @enum {string} */
            kind: "first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge";
            /** @description counts the customer's entries */
            number: string;
            /** @description of a correction: what begins on the day after all; null where nothing does */
            outcome: ("first grading" | "upgrade" | "downgrade" | "correction" | "override" | "scheme change" | "merge" | "unmerge") | null;
            reason: {
                metric: string;
                name: components["schemas"]["TextInput"];
                words: components["schemas"]["TextInput"];
            }[];
            /** @description ISO 8601, UTC */
            recordedAt: string;
            scheme: {
                id: string;
                version: number;
            };
            /** @description nothing recorded later says otherwise of this day */
            stands: boolean;
            /** @description the tier shown from then on */
            to: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
        };
        MergedCustomer: {
            author: string;
            /** @description our number of the one who was merged */
            customer: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            externalId: string;
            /** @description the number of the merge */
            id: string;
            kept: {
                externalId: string;
                id: string;
                name: string | null;
            };
            /** @description ISO 8601, UTC */
            mergedAt: string;
            name: string | null;
            reason: string;
            undone: {
                /** @description ISO 8601, UTC */
                at: string;
                author: string;
            } | null;
            /** @description until when it can be taken apart; null where it cannot, or not before a later one */
            undoUntil: string | null;
        };
        MergedCustomerInput: {
            author: string;
            /** @description our number of the one who was merged */
            customer: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            externalId: string;
            /** @description the number of the merge */
            id: string;
            kept: {
                externalId: string;
                id: string;
                name: string | null;
            };
            /** @description ISO 8601, UTC */
            mergedAt: string;
            name: string | null;
            reason: string;
            undone: {
                /** @description ISO 8601, UTC */
                at: string;
                author: string;
            } | null;
            /** @description until when it can be taken apart; null where it cannot, or not before a later one */
            undoUntil: string | null;
        };
        MergeUndo: {
            /** @description how many go back to the one who was merged */
            back: {
                events: number;
                orders: number;
                overrides: number;
                refunds: number;
            };
            /** @description what the merge filled of the one who was kept, and is as before again */
            fields: string[];
            merge: {
                author: string;
                id: string;
                /** @description our number of the one who was kept */
                kept: string;
                keptExternalId: string;
                merged: string;
                /** @description ISO 8601, UTC */
                mergedAt: string;
                mergedExternalId: string;
                reason: string;
            };
            /** @description the ids that are his again */
            names: string[];
            /** @description how many of the orders, refunds and events came since the merge, under an id of his */
            since: number;
            /** @description what cannot be as before, the first 20 by name */
            stays: {
                count: number;
                first: {
                    /** @description why it stays, in the language of Accept-Language */
                    message: string;
                    name: string;
                    /** @description stable, for programs */
                    reason: string;
                    /** @enum {string} */
                    what: "orders" | "refunds" | "events" | "fields";
                }[];
            };
        };
        MergeUndoInput: {
            /** @description how many go back to the one who was merged */
            back: {
                events: number;
                orders: number;
                overrides: number;
                refunds: number;
            };
            /** @description what the merge filled of the one who was kept, and is as before again */
            fields: string[];
            merge: {
                author: string;
                id: string;
                /** @description our number of the one who was kept */
                kept: string;
                keptExternalId: string;
                merged: string;
                /** @description ISO 8601, UTC */
                mergedAt: string;
                mergedExternalId: string;
                reason: string;
            };
            /** @description the ids that are his again */
            names: string[];
            /** @description how many of the orders, refunds and events came since the merge, under an id of his */
            since: number;
            /** @description what cannot be as before, the first 20 by name */
            stays: {
                count: number;
                first: {
                    /** @description why it stays, in the language of Accept-Language */
                    message: string;
                    name: string;
                    /** @description stable, for programs */
                    reason: string;
                    /** @enum {string} */
                    what: "orders" | "refunds" | "events" | "fields";
                }[];
            };
        };
        MoverPage: {
            /** @description the largest groups of all of them */
            groups: {
                customers: number;
                spend: number;
                value: string | null;
            }[];
            movers: {
                customerId: string;
                externalId: string;
                from: string;
                name: string | null;
                owner: string | null;
                source: string | null;
                /** @description over the lifetime, in major units */
                spend: number;
                store: string | null;
                to: string;
            }[];
            total: number;
        };
        MoverPageInput: {
            /** @description the largest groups of all of them */
            groups: {
                customers: number;
                spend: number;
                value: string | null;
            }[];
            movers: {
                customerId: string;
                externalId: string;
                from: string;
                name: string | null;
                owner: string | null;
                source: string | null;
                /** @description over the lifetime, in major units */
                spend: number;
                store: string | null;
                to: string;
            }[];
            total: number;
        };
        NearUpgrades: {
            /** @description the closest first */
            customers: {
                /** @description share of the least value reached; of several conditions the smallest, of alternatives the greatest */
                closeness: number;
                /** @description our number */
                customer: string;
                externalId: string;
                missing: components["schemas"]["Text"];
                name: string | null;
                next: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
                owner: string | null;
                /** @description over the lifetime, in major units */
                spend: number;
                tier: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
            }[];
            next: string | null;
            owners: string[];
            /** @description the tiers they are close to */
            tiers: {
                customers: number;
                tier: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
            }[];
        };
        NearUpgradesInput: {
            /** @description the closest first */
            customers: {
                /** @description share of the least value reached; of several conditions the smallest, of alternatives the greatest */
                closeness: number;
                /** @description our number */
                customer: string;
                externalId: string;
                missing: components["schemas"]["TextInput"];
                name: string | null;
                next: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
                owner: string | null;
                /** @description over the lifetime, in major units */
                spend: number;
                tier: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
            }[];
            next: string | null;
            owners: string[];
            /** @description the tiers they are close to */
            tiers: {
                customers: number;
                tier: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
            }[];
        };
        Order: {
            /** @description in major units */
            amount: number;
            channel: string | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            id: string;
            lines: {
                /** @description in major units */
                amount: number;
                category: string | null;
                product: string | null;
                quantity: number | null;
            }[];
            /** @description day, with the time of day where it is known, in the business's time zone */
            orderedAt: string | null;
            /** @description likewise */
            paidAt: string | null;
            reference: string;
            refundDay: string | null;
            refunded: number | null;
            shipping: number | null;
            status: string;
            store: string | null;
            tax: number | null;
        };
        OrderInput: {
            /** @description in major units */
            amount: number;
            channel: string | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            id: string;
            lines: {
                /** @description in major units */
                amount: number;
                category: string | null;
                product: string | null;
                quantity: number | null;
            }[];
            /** @description day, with the time of day where it is known, in the business's time zone */
            orderedAt: string | null;
            /** @description likewise */
            paidAt: string | null;
            reference: string;
            refundDay: string | null;
            refunded: number | null;
            shipping: number | null;
            status: string;
            store: string | null;
            tax: number | null;
        };
        Override: {
            approvalWord: string | null;
            approvedAt: string | null;
            approver: string | null;
            author: string;
            /** @description our number */
            customer: string;
            endedAt: string | null;
            endedBy: string | null;
            /** @description days from today to that day, of one in force */
            endsIn: number | null;
            /** @description why it was ended or rejected */
            endWord: string | null;
            externalId: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            from: string;
            /** @description ISO 8601, UTC */
            givenAt: string;
            /** @description of a freeze which of the customer’s it is */
            id: string;
            /** @description a later one of its kind counts in its place */
            isReplaced: boolean;
            /** @description the standard in force has no such tier, so that it decides nothing */
            isTierGone: boolean;
            /** @enum {string} */
            kind: "pin" | "floor" | "ceiling" | "freeze";
            name: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            reason: string;
            /**
             * @description waiting: for approval; withdrawn by who set it; over also where nobody answered in time
             * @enum {string}
             */
            state: "waiting" | "coming" | "in-force" | "over" | "rejected" | "withdrawn";
            /** @description of a freeze the tier that is held now */
            tier: {
                id: string;
                name: components["schemas"]["Text"];
            } | null;
            /** @description the last day; null: until it is ended */
            until: string | null;
        };
        OverrideInput: {
            approvalWord: string | null;
            approvedAt: string | null;
            approver: string | null;
            author: string;
            /** @description our number */
            customer: string;
            endedAt: string | null;
            endedBy: string | null;
            /** @description days from today to that day, of one in force */
            endsIn: number | null;
            /** @description why it was ended or rejected */
            endWord: string | null;
            externalId: string;
            /** @description YYYY-MM-DD, in the time zone of the business */
            from: string;
            /** @description ISO 8601, UTC */
            givenAt: string;
            /** @description of a freeze which of the customer’s it is */
            id: string;
            /** @description a later one of its kind counts in its place */
            isReplaced: boolean;
            /** @description the standard in force has no such tier, so that it decides nothing */
            isTierGone: boolean;
            /** @enum {string} */
            kind: "pin" | "floor" | "ceiling" | "freeze";
            name: string | null;
            /** @description who is responsible for the customer */
            owner: string | null;
            reason: string;
            /**
             * @description waiting: for approval; withdrawn by who set it; over also where nobody answered in time
             * @enum {string}
             */
            state: "waiting" | "coming" | "in-force" | "over" | "rejected" | "withdrawn";
            /** @description of a freeze the tier that is held now */
            tier: {
                id: string;
                name: components["schemas"]["TextInput"];
            } | null;
            /** @description the last day; null: until it is ended */
            until: string | null;
        };
        OverridePage: {
            authors: string[];
            /** @description of each state with all else that is asked for */
            counts: {
                [key: string]: number;
            };
            next: string | null;
            overrides: components["schemas"]["Override"][];
            owners: string[];
            /** @description lowest first */
            tiers: {
                id: string;
                name: components["schemas"]["Text"];
            }[];
        };
        OverridePageInput: {
            authors: string[];
            /** @description of each state with all else that is asked for */
            counts: {
                [key: string]: number;
            };
            next: string | null;
            overrides: components["schemas"]["OverrideInput"][];
            owners: string[];
            /** @description lowest first */
            tiers: {
                id: string;
                name: components["schemas"]["TextInput"];
            }[];
        };
        PointsEntry: {
            /** @description day, with the time of day where it is known, in the business's time zone */
            at: string;
            /** @description after this entry and all before it */
            balance: string;
            /** @description from when on what is left of it is no longer valid */
            expiresOn: string | null;
            id: string;
            /** @description an order brought it: it follows the order and cannot be taken back */
            isOfOrder: boolean;
            /** @enum {string} */
            kind: "earned" | "adjusted" | "spent" | "expired";
            /** @description a decimal; below 0 where points went */
            points: string;
            /** @description the reason, or the number of the order that brought it */
            text: string | null;
        };
        PointsEntryInput: {
            /** @description day, with the time of day where it is known, in the business's time zone */
            at: string;
            /** @description after this entry and all before it */
            balance: string;
            /** @description from when on what is left of it is no longer valid */
            expiresOn: string | null;
            id: string;
            /** @description an order brought it: it follows the order and cannot be taken back */
            isOfOrder: boolean;
            /** @enum {string} */
            kind: "earned" | "adjusted" | "spent" | "expired";
            /** @description a decimal; below 0 where points went */
            points: string;
            /** @description the reason, or the number of the order that brought it */
            text: string | null;
        };
        PricedTier: {
            /** @description of its benefits a month, in major units; null where none has a cost that can be told */
            cost: number | null;
            customers: number;
            id: string;
            name: components["schemas"]["Text"];
            /** @description lifetime spend of its customers, in major units */
            revenue: number;
            /** @description 0 to 1 */
            revenueShare: number;
            /** @description 0 to 1 */
            share: number;
        };
        PricedTierInput: {
            /** @description of its benefits a month, in major units; null where none has a cost that can be told */
            cost: number | null;
            customers: number;
            id: string;
            name: components["schemas"]["TextInput"];
            /** @description lifetime spend of its customers, in major units */
            revenue: number;
            /** @description 0 to 1 */
            revenueShare: number;
            /** @description 0 to 1 */
            share: number;
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
        Publication: {
            author: string;
            endedAt: string | null;
            endedBy: string | null;
            /** @description as it was published; null: until another standard takes its place */
            endsOn: string | null;
            /**
             * @description those who would lose their tier: graded anew, kept until the period ends, or kept for good
             * @enum {string}
             */
            holders: "anew" | "until-period-end" | "for-good";
            id: string;
            /** @description where it was ended early; before its first day: called off */
            lastDay: string | null;
            /** @description ISO 8601, UTC */
            publishedAt: string;
            /** @description the same when the season is over */
            returnHolders: ("anew" | "until-period-end" | "for-good") | null;
            scheme: {
                id: string;
                name: components["schemas"]["Text"];
                version: number;
            };
            /** @description YYYY-MM-DD, in the time zone of the business */
            startsOn: string;
            /**
             * @description under-season: holds again when the season is over
             * @enum {string}
             */
            state: "planned" | "in-force" | "under-season" | "over" | "called-off";
        };
        PublicationInput: {
            author: string;
            endedAt: string | null;
            endedBy: string | null;
            /** @description as it was published; null: until another standard takes its place */
            endsOn: string | null;
            /**
             * @description those who would lose their tier: graded anew, kept until the period ends, or kept for good
             * @enum {string}
             */
            holders: "anew" | "until-period-end" | "for-good";
            id: string;
            /** @description where it was ended early; before its first day: called off */
            lastDay: string | null;
            /** @description ISO 8601, UTC */
            publishedAt: string;
            /** @description the same when the season is over */
            returnHolders: ("anew" | "until-period-end" | "for-good") | null;
            scheme: {
                id: string;
                name: components["schemas"]["TextInput"];
                version: number;
            };
            /** @description YYYY-MM-DD, in the time zone of the business */
            startsOn: string;
            /**
             * @description under-season: holds again when the season is over
             * @enum {string}
             */
            state: "planned" | "in-force" | "under-season" | "over" | "called-off";
        };
        PublishedVersion: {
            id: string;
            /** @description without it the newest */
            version?: number;
        };
        PublishedVersionInput: {
            id: string;
            /** @description without it the newest */
            version?: number;
        };
        Quality: {
            /** @description those that mean anything in this business */
            checks: {
                /** @description customers of whom it could be asked */
                asked: number;
                /** @description who fail; of a check of orders those who have one that fails */
                customers: number;
                id: string;
                /** @enum {string} */
                kind: "completeness" | "plausibility" | "staleness";
                /** @description what one would do */
                mend: components["schemas"]["Text"];
                /** @description that fail; 0 of a check of customers */
                orders: number;
                /**
                 * @description of what it is
                 * @enum {string}
                 */
                subject: "customers" | "orders";
                /** @description what is wrong */
                title: components["schemas"]["Text"];
                weight: number;
                /** @description why it matters */
                why: components["schemas"]["Text"];
            }[];
            /** @description customers with a score of at least 90, at least 75, below */
            confidence: {
                high: number;
                low: number;
                middle: number;
            };
            customers: number;
            /** @description how many customers have something in each */
            fields: {
                filled: number;
                id: string;
                name: components["schemas"]["Text"];
            }[];
            /** @description the largest amount of an order that is not unusual, in major units */
            highestUsual: number | null;
            /** @description of fields, and of days of payment, that it does not use */
            notAsked: components["schemas"]["QualityCheck"][];
            orders: number;
            /** @description the average of all customers, 0 to 100; null without any */
            score: number | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            today: string;
            /** @description a row for each day kept of the last year; empty for who sees some customers only */
            trend: {
                checks: {
                    [key: string]: {
                        /** @description who fail; of a check of orders those who have one that fails */
                        customers: number;
                        /** @description that fail; 0 of a check of customers */
                        orders: number;
                    };
                };
                customers: number;
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                orders: number;
                /** @description 0 to 100: the weighted share of the checks asked that are passed */
                score: number;
            }[];
        };
        QualityCheck: {
            id: string;
            /** @enum {string} */
            kind: "completeness" | "plausibility" | "staleness";
            /** @description what one would do */
            mend: components["schemas"]["Text"];
            /**
             * @description of what it is
             * @enum {string}
             */
            subject: "customers" | "orders";
            /** @description what is wrong */
            title: components["schemas"]["Text"];
            weight: number;
            /** @description why it matters */
            why: components["schemas"]["Text"];
        };
        QualityCheckInput: {
            id: string;
            /** @enum {string} */
            kind: "completeness" | "plausibility" | "staleness";
            /** @description what one would do */
            mend: components["schemas"]["TextInput"];
            /**
             * @description of what it is
             * @enum {string}
             */
            subject: "customers" | "orders";
            /** @description what is wrong */
            title: components["schemas"]["TextInput"];
            weight: number;
            /** @description why it matters */
            why: components["schemas"]["TextInput"];
        };
        QualityInput: {
            /** @description those that mean anything in this business */
            checks: {
                /** @description customers of whom it could be asked */
                asked: number;
                /** @description who fail; of a check of orders those who have one that fails */
                customers: number;
                id: string;
                /** @enum {string} */
                kind: "completeness" | "plausibility" | "staleness";
                /** @description what one would do */
                mend: components["schemas"]["TextInput"];
                /** @description that fail; 0 of a check of customers */
                orders: number;
                /**
                 * @description of what it is
                 * @enum {string}
                 */
                subject: "customers" | "orders";
                /** @description what is wrong */
                title: components["schemas"]["TextInput"];
                weight: number;
                /** @description why it matters */
                why: components["schemas"]["TextInput"];
            }[];
            /** @description customers with a score of at least 90, at least 75, below */
            confidence: {
                high: number;
                low: number;
                middle: number;
            };
            customers: number;
            /** @description how many customers have something in each */
            fields: {
                filled: number;
                id: string;
                name: components["schemas"]["TextInput"];
            }[];
            /** @description the largest amount of an order that is not unusual, in major units */
            highestUsual: number | null;
            /** @description of fields, and of days of payment, that it does not use */
            notAsked: components["schemas"]["QualityCheckInput"][];
            orders: number;
            /** @description the average of all customers, 0 to 100; null without any */
            score: number | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            today: string;
            /** @description a row for each day kept of the last year; empty for who sees some customers only */
            trend: {
                checks: {
                    [key: string]: {
                        /** @description who fail; of a check of orders those who have one that fails */
                        customers: number;
                        /** @description that fail; 0 of a check of customers */
                        orders: number;
                    };
                };
                customers: number;
                /** @description YYYY-MM-DD, in the time zone of the business */
                day: string;
                orders: number;
                /** @description 0 to 100: the weighted share of the checks asked that are passed */
                score: number;
            }[];
        };
        Radar: {
            /** @description the earliest first, of a day those who spent most */
            falls: components["schemas"]["Fall"][];
            /** @description of `tier` and `owner` */
            horizons: {
                customers: number;
                days: number;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
            }[];
            /** @description somebody is graded */
            isGraded: boolean;
            /** @description the last look ahead; null before the first */
            look: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                asOf: string;
                /** @description of the evaluation that is shown */
                isCurrent: boolean;
                /** @description every fall is told to the day; otherwise some may be off by days or left out */
                isExact: boolean;
                /** @description by the standard of that evaluation; otherwise nobody is listed until the next look */
                isSameStandard: boolean;
                /** @description ISO 8601, UTC */
                readAt: string;
                /** @description the last day it looked at */
                until: string;
            } | null;
            next: string | null;
            /** @description within `days`, of `tier` and any owner */
            owners: {
                customers: number;
                owner: string | null;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
            }[];
            /** @description within `days`, of `owner` and any tier; the highest first */
            tiers: {
                customers: number;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
                tier: {
                    id: string;
                    name: components["schemas"]["Text"];
                };
            }[];
            /** @description customers of whom something was recorded or set by hand since the look; left out until the next */
            touched: number;
        };
        RadarInput: {
            /** @description the earliest first, of a day those who spent most */
            falls: components["schemas"]["FallInput"][];
            /** @description of `tier` and `owner` */
            horizons: {
                customers: number;
                days: number;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
            }[];
            /** @description somebody is graded */
            isGraded: boolean;
            /** @description the last look ahead; null before the first */
            look: {
                /** @description YYYY-MM-DD, in the time zone of the business */
                asOf: string;
                /** @description of the evaluation that is shown */
                isCurrent: boolean;
                /** @description every fall is told to the day; otherwise some may be off by days or left out */
                isExact: boolean;
                /** @description by the standard of that evaluation; otherwise nobody is listed until the next look */
                isSameStandard: boolean;
                /** @description ISO 8601, UTC */
                readAt: string;
                /** @description the last day it looked at */
                until: string;
            } | null;
            next: string | null;
            /** @description within `days`, of `tier` and any owner */
            owners: {
                customers: number;
                owner: string | null;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
            }[];
            /** @description within `days`, of `owner` and any tier; the highest first */
            tiers: {
                customers: number;
                /** @description what the standard counts of the twelve months up to `asOf`, in major units */
                spend: number;
                tier: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                };
            }[];
            /** @description customers of whom something was recorded or set by hand since the look; left out until the next */
            touched: number;
        };
        Refund: {
            /** @description in major units */
            amount: number;
            category: string | null;
            channel: string | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            id: string;
            product: string | null;
            store: string | null;
        };
        RefundInput: {
            /** @description in major units */
            amount: number;
            category: string | null;
            channel: string | null;
            /** @description YYYY-MM-DD, in the time zone of the business */
            day: string;
            id: string;
            product: string | null;
            store: string | null;
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
            /** @description of the current one: since when it has held without a break */
            since: string | null;
            /** @description of a season: its last day; then the standard without it holds again */
            until: string | null;
            version: number;
        };
        SchemeDifference: {
            /** @description empty where both mean the same */
            changes: {
                /** @description the tier, metric or field it is about; null for the standard as a whole */
                about: components["schemas"]["Text"] | null;
                /** @enum {string} */
                part: "standard" | "count" | "tier" | "rule" | "keep" | "benefit" | "metric" | "field" | "lifecycle";
                said: components["schemas"]["Text"];
            }[];
            from: {
                id: string;
                name: components["schemas"]["Text"];
                /** @description null for one that was not published */
                version: number | null;
            };
            to: {
                id: string;
                name: components["schemas"]["Text"];
                /** @description null for one that was not published */
                version: number | null;
            };
        };
        SchemeDifferenceInput: {
            /** @description empty where both mean the same */
            changes: {
                /** @description the tier, metric or field it is about; null for the standard as a whole */
                about: components["schemas"]["TextInput"] | null;
                /** @enum {string} */
                part: "standard" | "count" | "tier" | "rule" | "keep" | "benefit" | "metric" | "field" | "lifecycle";
                said: components["schemas"]["TextInput"];
            }[];
            from: {
                id: string;
                name: components["schemas"]["TextInput"];
                /** @description null for one that was not published */
                version: number | null;
            };
            to: {
                id: string;
                name: components["schemas"]["TextInput"];
                /** @description null for one that was not published */
                version: number | null;
            };
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
            /** @description of the current one: since when it has held without a break */
            since: string | null;
            /** @description of a season: its last day; then the standard without it holds again */
            until: string | null;
            version: number;
        };
        SchemeWarning: {
            /** @description stable, for programs */
            code: string;
            /** @description who falls in, of those whom the caller may see; null where the last evaluation cannot tell */
            customers: {
                count: number;
                /** @description shows them all in the list of customers */
                filter: {
                    [key: string]: unknown;
                };
                /** @description five at most, those with most of what the rule looks at first */
                shown: {
                    /** @description the business's own id */
                    externalId: string;
                    /** @description our number */
                    id: string;
                    /** @description by id of the metric: money in major units, days, texts; null where there is none */
                    metrics: {
                        [key: string]: number | string | null;
                    };
                    name: string | null;
                    /** @description null: not graded yet */
                    tier: string | null;
                }[];
            } | null;
            /** @description of the text that was sent; null for a document */
            line: number | null;
            /** @description a change that takes the trap out */
            mend: {
                /** @description one after the other; without a value what stands there is taken away */
                edits: {
                    path: (string | number)[];
                    value?: unknown;
                }[];
                said: string;
                /** @description what to write, a line for each place */
                text: string;
            } | null;
            /** @description what it is and why it bites, in the language of Accept-Language */
            message: string;
            /** @description where it stands in the document */
            path: string;
        };
        SchemeWarningInput: {
            /** @description stable, for programs */
            code: string;
            /** @description who falls in, of those whom the caller may see; null where the last evaluation cannot tell */
            customers: {
                count: number;
                /** @description shows them all in the list of customers */
                filter: {
                    [key: string]: unknown;
                };
                /** @description five at most, those with most of what the rule looks at first */
                shown: {
                    /** @description the business's own id */
                    externalId: string;
                    /** @description our number */
                    id: string;
                    /** @description by id of the metric: money in major units, days, texts; null where there is none */
                    metrics: {
                        [key: string]: number | string | null;
                    };
                    name: string | null;
                    /** @description null: not graded yet */
                    tier: string | null;
                }[];
            } | null;
            /** @description of the text that was sent; null for a document */
            line: number | null;
            /** @description a change that takes the trap out */
            mend: {
                /** @description one after the other; without a value what stands there is taken away */
                edits: {
                    path: (string | number)[];
                    value?: unknown;
                }[];
                said: string;
                /** @description what to write, a line for each place */
                text: string;
            } | null;
            /** @description what it is and why it bites, in the language of Accept-Language */
            message: string;
            /** @description where it stands in the document */
            path: string;
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
        Simulation: {
            asOf: string;
            /** @description the current standard's, lowest first */
            before: components["schemas"]["PricedTier"][];
            compared: {
                /** @description tiers now are held by policy; otherwise they are what the rules give that day */
                lifecycle: boolean;
                /** @description what was set by hand lies on top of both */
                overrides: boolean;
                /** @enum {string} */
                what: "shown" | "computed";
            };
            /** @description of benefits, by what was bought in the last twelve months as the draft counts it */
            costs: {
                after: {
                    /** @description of all tiers; null where none has a cost */
                    perMonth: number | null;
                    /** @description benefits that are left out: without a cost, or per use and nobody knows how often */
                    readonly unpriced: {
                        name: components["schemas"]["Text"];
                        tier: string;
                        /** @enum {string} */
                        why: "no-cost" | "uses-unknown";
                    }[];
                };
                before: {
                    /** @description of all tiers; null where none has a cost */
                    perMonth: number | null;
                    /** @description benefits that are left out: without a cost, or per use and nobody knows how often */
                    readonly unpriced: {
                        name: components["schemas"]["Text"];
                        tier: string;
                        /** @enum {string} */
                        why: "no-cost" | "uses-unknown";
                    }[];
                };
            };
            currency: string;
            current: {
                evaluation: number;
                gradedAnew: ("other-day" | "changed-since") | null;
                id: string;
                version: number;
            };
            customers: number;
            down: number | null;
            draft: {
                id: string;
                name: components["schemas"]["Text"];
            };
            /** @description told by the metrics that the last evaluation stored, without grading anybody */
            fast: boolean;
            migrations: {
                customers: number;
                from: string;
                revenue: number;
                to: string;
            }[];
            moved: number;
            /** @description when everybody was read for it; null: what it tells is of now */
            readAt: string | null;
            /** @description in major units */
            revenue: number;
            stayed: number;
            /** @description the draft's, lowest first */
            tiers: components["schemas"]["PricedTier"][];
            /** @description null where the tiers are others */
            up: number | null;
        };
        SimulationInput: {
            asOf: string;
            /** @description the current standard's, lowest first */
            before: components["schemas"]["PricedTierInput"][];
            compared: {
                /** @description tiers now are held by policy; otherwise they are what the rules give that day */
                lifecycle: boolean;
                /** @description what was set by hand lies on top of both */
                overrides: boolean;
                /** @enum {string} */
                what: "shown" | "computed";
            };
            /** @description of benefits, by what was bought in the last twelve months as the draft counts it */
            costs: {
                after: {
                    /** @description of all tiers; null where none has a cost */
                    perMonth: number | null;
                    /** @description benefits that are left out: without a cost, or per use and nobody knows how often */
                    readonly unpriced: {
                        name: components["schemas"]["TextInput"];
                        tier: string;
                        /** @enum {string} */
                        why: "no-cost" | "uses-unknown";
                    }[];
                };
                before: {
                    /** @description of all tiers; null where none has a cost */
                    perMonth: number | null;
                    /** @description benefits that are left out: without a cost, or per use and nobody knows how often */
                    readonly unpriced: {
                        name: components["schemas"]["TextInput"];
                        tier: string;
                        /** @enum {string} */
                        why: "no-cost" | "uses-unknown";
                    }[];
                };
            };
            currency: string;
            current: {
                evaluation: number;
                gradedAnew: ("other-day" | "changed-since") | null;
                id: string;
                version: number;
            };
            customers: number;
            down: number | null;
            draft: {
                id: string;
                name: components["schemas"]["TextInput"];
            };
            /** @description told by the metrics that the last evaluation stored, without grading anybody */
            fast: boolean;
            migrations: {
                customers: number;
                from: string;
                revenue: number;
                to: string;
            }[];
            moved: number;
            /** @description when everybody was read for it; null: what it tells is of now */
            readAt: string | null;
            /** @description in major units */
            revenue: number;
            stayed: number;
            /** @description the draft's, lowest first */
            tiers: components["schemas"]["PricedTierInput"][];
            /** @description null where the tiers are others */
            up: number | null;
        };
        Source: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description who added it */
            author: string;
            id: string;
            /** @description orders of which only a status or a refund has come */
            incomplete: number;
            /** @enum {string} */
            kind: "shopify" | "woocommerce" | "youzan" | "generic";
            name: string;
            /** @description where to send to, below the name under which this server is reached */
            path: string;
            /** @description deliveries that came while it was paused */
            paused: number;
            /** @description paused, deliveries are kept unread until it goes on */
            pausedAt: string | null;
            pausedBy: string | null;
            /** @description deliveries, copies aside */
            received: number;
            /** @description the last */
            receivedAt: string | null;
            settings: components["schemas"]["SourceSettings"];
            /** @description deliveries that wait for somebody, for 30 days */
            unreadable: number;
        };
        SourceInput: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description who added it */
            author: string;
            id: string;
            /** @description orders of which only a status or a refund has come */
            incomplete: number;
            /** @enum {string} */
            kind: "shopify" | "woocommerce" | "youzan" | "generic";
            name: string;
            /** @description where to send to, below the name under which this server is reached */
            path: string;
            /** @description deliveries that came while it was paused */
            paused: number;
            /** @description paused, deliveries are kept unread until it goes on */
            pausedAt: string | null;
            pausedBy: string | null;
            /** @description deliveries, copies aside */
            received: number;
            /** @description the last */
            receivedAt: string | null;
            settings: components["schemas"]["SourceSettingsInput"];
            /** @description deliveries that wait for somebody, for 30 days */
            unreadable: number;
        };
        SourceMapping: {
            /** @description of whoever is not known yet */
            buyer?: {
                email?: string;
                name?: string;
                phone?: string;
            };
            currency?: string;
            /** @description where our fields stand, as `data.order.id` */
            fields: {
                address?: string;
                amount?: string;
                birthday?: string;
                category?: string;
                company?: string;
                customerId?: string;
                email?: string;
                externalId?: string;
                gender?: string;
                name?: string;
                orderedAt?: string;
                orderId?: string;
                paidAt?: string;
                phone?: string;
                product?: string;
                quantity?: string;
                refunded?: string;
                refundedAt?: string;
                region?: string;
                registeredAt?: string;
                shipping?: string;
                status?: string;
                store?: string;
                tax?: string;
            };
            lines?: {
                fields: {
                    amount?: string;
                    category?: string;
                    price?: string;
                    product?: string;
                    quantity?: string;
                };
                list: string;
            };
            /** @description of the list whose items are orders or customers; without it the document is one */
            list?: string;
            /** @description amounts are in 分, cents */
            minorUnits?: boolean;
            /** @description documents with something else there are of no concern */
            only?: {
                path: string;
                values: string[];
            };
            /** @description the other system's words for ours */
            statuses?: {
                [key: string]: string;
            };
            /** @description a time or number that rises: an older version never goes over a newer one */
            updatedAt?: string;
            /** @enum {string} */
            what: "orders" | "customers";
        };
        SourceMappingInput: {
            /** @description of whoever is not known yet */
            buyer?: {
                email?: string;
                name?: string;
                phone?: string;
            };
            currency?: string;
            /** @description where our fields stand, as `data.order.id` */
            fields: {
                address?: string;
                amount?: string;
                birthday?: string;
                category?: string;
                company?: string;
                customerId?: string;
                email?: string;
                externalId?: string;
                gender?: string;
                name?: string;
                orderedAt?: string;
                orderId?: string;
                paidAt?: string;
                phone?: string;
                product?: string;
                quantity?: string;
                refunded?: string;
                refundedAt?: string;
                region?: string;
                registeredAt?: string;
                shipping?: string;
                status?: string;
                store?: string;
                tax?: string;
            };
            lines?: {
                fields: {
                    amount?: string;
                    category?: string;
                    price?: string;
                    product?: string;
                    quantity?: string;
                };
                list: string;
            };
            /** @description of the list whose items are orders or customers; without it the document is one */
            list?: string;
            /** @description amounts are in 分, cents */
            minorUnits?: boolean;
            /** @description documents with something else there are of no concern */
            only?: {
                path: string;
                values: string[];
            };
            /** @description the other system's words for ours */
            statuses?: {
                [key: string]: string;
            };
            /** @description a time or number that rises: an older version never goes over a newer one */
            updatedAt?: string;
            /** @enum {string} */
            what: "orders" | "customers";
        };
        SourcePreview: {
            /** @description as POST /customers would take them */
            customers: {
                [key: string]: unknown;
            }[];
            /** @description as POST /orders would take them */
            orders: {
                [key: string]: unknown;
            }[];
            /** @description statuses and refunds that come by themselves */
            partial: number;
            problems: components["schemas"]["Problem"][];
        };
        SourcePreviewInput: {
            /** @description as POST /customers would take them */
            customers: {
                [key: string]: unknown;
            }[];
            /** @description as POST /orders would take them */
            orders: {
                [key: string]: unknown;
            }[];
            /** @description statuses and refunds that come by themselves */
            partial: number;
            problems: components["schemas"]["ProblemInput"][];
        };
        SourceSettings: {
            /** @description of orders; blank: what the other system says, if anything */
            channel?: string;
            /** @description of Youzan's application */
            clientId?: string;
            /**
             * @description by what customers are known here: the other system's number, e-mail, phone
             * @enum {string}
             */
            customersBy?: "id" | "email" | "phone";
            /** @description of an HMAC, in hex or base64 */
            header?: string;
            mapping?: components["schemas"]["SourceMapping"];
            /** @description before such a number, so that nobody is taken for somebody else */
            prefix?: string;
            /**
             * @description of a generic source. standard: standardwebhooks.com; hmac: HMAC-SHA256 of the body in a header
             * @enum {string}
             */
            scheme?: "standard" | "hmac";
        };
        SourceSettingsInput: {
            /** @description of orders; blank: what the other system says, if anything */
            channel?: string;
            /** @description of Youzan's application */
            clientId?: string;
            /**
             * @description by what customers are known here: the other system's number, e-mail, phone
             * @enum {string}
             */
            customersBy?: "id" | "email" | "phone";
            /** @description of an HMAC, in hex or base64 */
            header?: string;
            mapping?: components["schemas"]["SourceMappingInput"];
            /** @description before such a number, so that nobody is taken for somebody else */
            prefix?: string;
            /**
             * @description of a generic source. standard: standardwebhooks.com; hmac: HMAC-SHA256 of the body in a header
             * @enum {string}
             */
            scheme?: "standard" | "hmac";
        };
        Suggestions: {
            /** @description of the evaluation whose values were looked at */
            asOf: string;
            customers: number;
            /** @description of natural breaks: 1 − squared deviations within classes ÷ all */
            fit: number | null;
            metric: {
                id: string;
                name: components["schemas"]["Text"];
                type: string;
            };
            /** @enum {string} */
            operator: "atLeast" | "over";
            /** @description in the order asked for; natural breaks lowest first */
            readonly suggestions: {
                /** @description null where there is no such threshold */
                exact: {
                    /** @description of the tier's benefits a month, in major units */
                    cost: number | null;
                    /** @description who reach it, by this metric alone */
                    customers: number;
                    /** @description of all customers, 0 to 1 */
                    share: number;
                    threshold: number;
                } | null;
                /** @description a number for people near the exact one */
                round: {
                    /** @description of the tier's benefits a month, in major units */
                    cost: number | null;
                    /** @description who reach it, by this metric alone */
                    customers: number;
                    /** @description of all customers, 0 to 1 */
                    share: number;
                    threshold: number;
                } | null;
                /** @description the percentage asked for */
                share: number | null;
                /** @description for which it is; null where that is open */
                tier: string | null;
            }[];
            /** @description benefits whose cost cannot be told */
            readonly uncounted: components["schemas"]["Text"][];
        };
        SuggestionsInput: {
            /** @description of the evaluation whose values were looked at */
            asOf: string;
            customers: number;
            /** @description of natural breaks: 1 − squared deviations within classes ÷ all */
            fit: number | null;
            metric: {
                id: string;
                name: components["schemas"]["TextInput"];
                type: string;
            };
            /** @enum {string} */
            operator: "atLeast" | "over";
            /** @description in the order asked for; natural breaks lowest first */
            readonly suggestions: {
                /** @description null where there is no such threshold */
                exact: {
                    /** @description of the tier's benefits a month, in major units */
                    cost: number | null;
                    /** @description who reach it, by this metric alone */
                    customers: number;
                    /** @description of all customers, 0 to 1 */
                    share: number;
                    threshold: number;
                } | null;
                /** @description a number for people near the exact one */
                round: {
                    /** @description of the tier's benefits a month, in major units */
                    cost: number | null;
                    /** @description who reach it, by this metric alone */
                    customers: number;
                    /** @description of all customers, 0 to 1 */
                    share: number;
                    threshold: number;
                } | null;
                /** @description the percentage asked for */
                share: number | null;
                /** @description for which it is; null where that is open */
                tier: string | null;
            }[];
            /** @description benefits whose cost cannot be told */
            readonly uncounted: components["schemas"]["TextInput"][];
        };
        Text: {
            en: string;
            zh: string;
        };
        TextInput: {
            en: string;
            zh: string;
        };
        TierAlerts: {
            /** @description the latest first */
            alerts: {
                after: number;
                /** @description the day it is compared with */
                against: string;
                /** @description YYYY-MM-DD, in the time zone of the business */
                asOf: string;
                before: number;
                id: string;
                /**
                 * @description standard: another one was brought in that day
                 * @enum {string}
                 */
                kind: "shrunk" | "standard";
                /** @description ISO 8601, UTC */
                raisedAt: string;
                seenAt: string | null;
                seenBy: string | null;
                tier: {
                    id: string;
                    name: components["schemas"]["Text"];
                } | null;
            }[];
            /** @description what a tier must have lost, both */
            thresholds: components["schemas"]["AlertThresholds"];
        };
        TierAlertsInput: {
            /** @description the latest first */
            alerts: {
                after: number;
                /** @description the day it is compared with */
                against: string;
                /** @description YYYY-MM-DD, in the time zone of the business */
                asOf: string;
                before: number;
                id: string;
                /**
                 * @description standard: another one was brought in that day
                 * @enum {string}
                 */
                kind: "shrunk" | "standard";
                /** @description ISO 8601, UTC */
                raisedAt: string;
                seenAt: string | null;
                seenBy: string | null;
                tier: {
                    id: string;
                    name: components["schemas"]["TextInput"];
                } | null;
            }[];
            /** @description what a tier must have lost, both */
            thresholds: components["schemas"]["AlertThresholdsInput"];
        };
        TierShare: {
            customers: number;
            id: string;
            name: components["schemas"]["Text"];
            /** @description lifetime spend of its customers, in major units */
            revenue: number;
            /** @description 0 to 1 */
            revenueShare: number;
            /** @description 0 to 1 */
            share: number;
        };
        TierShareInput: {
            customers: number;
            id: string;
            name: components["schemas"]["TextInput"];
            /** @description lifetime spend of its customers, in major units */
            revenue: number;
            /** @description 0 to 1 */
            revenueShare: number;
            /** @description 0 to 1 */
            share: number;
        };
        UndoPreview: {
            /** @description how many that it changed are again as before */
            back: {
                customers: number;
                events: number;
                orders: number;
            };
            /** @description how many that the import added go again */
            goes: {
                customers: number;
                events: number;
                fields: number;
                names: number;
                orders: number;
                refunds: number;
                /** @description refunds that a settlement told of */
                settled: number;
            };
            import: {
                author: string;
                file: string;
                id: string;
                kind: string;
                startedAt: string;
                /** @description the last time that it was taken back, which left something; null where it never was */
                undone: {
                    at: string;
                    author: string;
                    /** @description the imports that had changed again what it left, the last first, and still stand: when they are taken back too, this one can be once more */
                    readonly laterImports: string[];
                    /** @description how much of the import it left */
                    stayed: number;
                } | null;
            };
            /** @description what the import brought and cannot be taken back, the first 20 by name */
            stays: {
                count: number;
                first: {
                    /** @description why it stays, in the language of Accept-Language */
                    message: string;
                    /** @description an order’s number, a customer’s id, whose on which day */
                    name: string;
                    /** @description stable, for programs */
                    reason: string;
                    /** @enum {string} */
                    what: "orders" | "refunds" | "events" | "customers" | "fields" | "names";
                }[];
                /** @description the imports that changed some of it again, the last first: take them back first, then this one */
                readonly laterImports: string[];
            };
        };
        UndoPreviewInput: {
            /** @description how many that it changed are again as before */
            back: {
                customers: number;
                events: number;
                orders: number;
            };
            /** @description how many that the import added go again */
            goes: {
                customers: number;
                events: number;
                fields: number;
                names: number;
                orders: number;
                refunds: number;
                /** @description refunds that a settlement told of */
                settled: number;
            };
            import: {
                author: string;
                file: string;
                id: string;
                kind: string;
                startedAt: string;
                /** @description the last time that it was taken back, which left something; null where it never was */
                undone: {
                    at: string;
                    author: string;
                    /** @description the imports that had changed again what it left, the last first, and still stand: when they are taken back too, this one can be once more */
                    readonly laterImports: string[];
                    /** @description how much of the import it left */
                    stayed: number;
                } | null;
            };
            /** @description what the import brought and cannot be taken back, the first 20 by name */
            stays: {
                count: number;
                first: {
                    /** @description why it stays, in the language of Accept-Language */
                    message: string;
                    /** @description an order’s number, a customer’s id, whose on which day */
                    name: string;
                    /** @description stable, for programs */
                    reason: string;
                    /** @enum {string} */
                    what: "orders" | "refunds" | "events" | "customers" | "fields" | "names";
                }[];
                /** @description the imports that changed some of it again, the last first: take them back first, then this one */
                readonly laterImports: string[];
            };
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
        WaitingDelivery: {
            id: string;
            problems: components["schemas"]["Problem"][];
            /** @description ISO 8601, UTC */
            receivedAt: string;
            /** @enum {string} */
            state: "paused" | "unreadable";
            topic: string;
        };
        WaitingDeliveryInput: {
            id: string;
            problems: components["schemas"]["ProblemInput"][];
            /** @description ISO 8601, UTC */
            receivedAt: string;
            /** @enum {string} */
            state: "paused" | "unreadable";
            topic: string;
        };
        WebhookDelivery: {
            attempts: number;
            /** @description what is sent */
            body: string;
            endedAt: string | null;
            event: string;
            id: string;
            /** @description ISO 8601, UTC */
            madeAt: string;
            /** @description `webhook-id`, the same at every try */
            message: string;
            /** @description when it is tried again */
            nextAt: string | null;
            /** @description why there was no answer */
            problem: ("not-public" | "out-of-reach" | "too-slow") | null;
            /**
             * @description dead: given up after a day, or because the receiver is gone
             * @enum {string}
             */
            state: "waiting" | "delivered" | "dead";
            /** @description of HTTP, of the last try */
            status: number | null;
        };
        WebhookDeliveryInput: {
            attempts: number;
            /** @description what is sent */
            body: string;
            endedAt: string | null;
            event: string;
            id: string;
            /** @description ISO 8601, UTC */
            madeAt: string;
            /** @description `webhook-id`, the same at every try */
            message: string;
            /** @description when it is tried again */
            nextAt: string | null;
            /** @description why there was no answer */
            problem: ("not-public" | "out-of-reach" | "too-slow") | null;
            /**
             * @description dead: given up after a day, or because the receiver is gone
             * @enum {string}
             */
            state: "waiting" | "delivered" | "dead";
            /** @description of HTTP, of the last try */
            status: number | null;
        };
        WebhookEndpoint: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description who added it */
            author: string;
            /** @description deliveries that were given up */
            dead: number;
            disabledAt: string | null;
            /** @description 410: the receiver said that it is gone */
            disabledBy: string | null;
            enabled: boolean;
            events: ("order.received" | "customer.changed" | "tier.changed" | "tier.will-change" | "import.finished")[];
            id: string;
            url: string;
            /** @description deliveries that are to be sent */
            waiting: number;
        };
        WebhookEndpointInput: {
            /** @description ISO 8601, UTC */
            addedAt: string;
            /** @description who added it */
            author: string;
            /** @description deliveries that were given up */
            dead: number;
            disabledAt: string | null;
            /** @description 410: the receiver said that it is gone */
            disabledBy: string | null;
            enabled: boolean;
            events: ("order.received" | "customer.changed" | "tier.changed" | "tier.will-change" | "import.finished")[];
            id: string;
            url: string;
            /** @description deliveries that are to be sent */
            waiting: number;
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
