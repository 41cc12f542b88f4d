import type { ReactElement, ReactNode } from 'react';

/** Icons drawn in the colour of the text around them; what they mean is said beside them or in a label. */
function icon(drawing: ReactNode): () => ReactElement {
  return () => (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {drawing}
    </svg>
  );
}

export const TiersIcon = icon(<path d="M5 19h14M7 14.5h10M9 10h6M11 5.5h2" />);
export const CustomersIcon = icon(
  <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.4-3.2 3-5 6.5-5s6.1 1.8 6.5 5M16 5a3.3 3.3 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.3 3.5 4.7" />,
);
export const ChangesIcon = icon(
  <path d="M7.5 19V5m0 0L4 8.5M7.5 5L11 8.5M16.5 5v14m0 0l3.5-3.5M16.5 19L13 15.5" />,
);
export const RadarIcon = icon(
  <path d="M12 20a8 8 0 1 1 8-8M12 16a4 4 0 1 1 4-4M12 12l7-4.5M19 15v5m0 0-2-2m2 2 2-2" />,
);
export const StandardIcon = icon(<path d="M6 4v16M12 4v16M18 4v16M4 15h4M10 8h4M16 12h4" />);
export const ImportsIcon = icon(
  <path d="M12 4v10m0 0 4-4m-4 4-4-4M4.5 16v2.5A1.5 1.5 0 0 0 6 20h12a1.5 1.5 0 0 0 1.5-1.5V16" />,
);
export const SettingsIcon = icon(
  <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z" />,
);
export const SearchIcon = icon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.9-4.9" />);
export const FilterIcon = icon(<path d="M4 6h16M7 12h10M10.5 18h3" />);
export const ColumnsIcon = icon(<path d="M4 5h16v14H4zM9.5 5v14M14.5 5v14" />);
export const DownloadIcon = icon(<path d="M12 4v11m0 0 4-4m-4 4-4-4M5 20h14" />);
export const PrintIcon = icon(
  <path d="M7 9V4h10v5M7 17H4.5v-6.5A1.5 1.5 0 0 1 6 9h12a1.5 1.5 0 0 1 1.5 1.5V17H17M7 14h10v6H7z" />,
);
export const EditIcon = icon(
  <path d="M4 20l1-4L16.5 4.5a1.5 1.5 0 0 1 2.1 0l.9.9a1.5 1.5 0 0 1 0 2.1L8 19l-4 1Z" />,
);
export const RefreshIcon = icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9M20 4v5h-5" />);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const CrossIcon = icon(<path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const BackIcon = icon(<path d="M14.5 5.5L8 12l6.5 6.5" />);
export const ForwardIcon = icon(<path d="M9.5 5.5L16 12l-6.5 6.5" />);
export const FileIcon = icon(<path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5" />);
export const ThemeIcon = icon(
  <>
    <path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z" />
    <path d="M12 4v16a8 8 0 0 0 0-16Z" fill="currentcolor" />
  </>,
);
export const UserIcon = icon(
  <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.6-3.8 3.6-5.5 7.5-5.5s6.9 1.7 7.5 5.5" />,
);
export const EyeIcon = icon(
  <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z" />,
);
